import { type ApiKeyUsesView, keyHint } from "../../lib/views/api-keys";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { Button, LinkButton } from "../ui/button";
import { Crumb, Page, PageHead } from "../ui/page";
import { Block, Panel } from "../ui/panel";
import { Time } from "../ui/time";
import { KeyUsed, keyScope } from "./key-facts";

/** The page between the wish to end a key and the deed: what it was used for, so that nobody ends the wrong one. */
export function EndKey({ apiKey, moment }: { readonly apiKey: ApiKeyUsesView; readonly moment: Moment }) {
  const t = translator();
  const { id, name, lastFour, state, uses } = apiKey;
  const isAlive = state === "works" || state === "replaced";
  return (
    <Page width="text">
      <Crumb href={routes.apiKeys}>{t("api_keys.title")}</Crumb>
      <PageHead
        title={t(isAlive ? "api_keys.end_title" : "api_keys.end_already", { name })}
        lead={
          <span dir="ltr" className="font-mono">
            {keyHint(lastFour)}
          </span>
        }
      />
      {isAlive ? <p className="mt-6 text-lg text-pretty">{t("api_keys.end_body")}</p> : null}
      <Block title={t("api_keys.used_for")} help={keyScope(apiKey)}>
        <Panel room={uses.length === 0 ? "padded" : "none"} as={uses.length === 0 ? "div" : "ul"}>
          {uses.length === 0 ? (
            <p className="text-muted">{t("api_keys.never_used")}</p>
          ) : (
            uses.map(({ label, usedAt }) => (
              <li
                key={label}
                className="flex flex-wrap justify-between gap-x-6 gap-y-1 px-4 py-3 wrap-anywhere not-first:border-t not-first:border-line md:px-6"
              >
                <bdi className="font-medium">{label}</bdi>
                <span className="text-muted">
                  <Time at={usedAt} moment={moment} as="relative" />
                </span>
              </li>
            ))
          )}
        </Panel>
        {uses.length === 0 ? null : (
          <p className="mt-3 text-sm text-muted">
            <KeyUsed apiKey={apiKey} moment={moment} />
          </p>
        )}
      </Block>
      <div className="mt-8 flex flex-wrap gap-2">
        {isAlive ? (
          <form method="post" action={routes.api.revokeApiKey(id)} className="max-md:w-full">
            <Button variant="end" size="big" wide="phone">
              {t("api_keys.end_do", { name })}
            </Button>
          </form>
        ) : null}
        <LinkButton href={routes.apiKeys} size="big" wide="phone">
          {t("api_keys.back")}
        </LinkButton>
      </div>
    </Page>
  );
}
