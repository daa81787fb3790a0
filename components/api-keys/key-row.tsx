import { type ApiKeyView, keyHint } from "../../lib/views/api-keys";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { Tag } from "../ui/badge";
import { Button, LinkButton } from "../ui/button";
import { Sentence } from "../ui/sentence";
import { Time } from "../ui/time";
import { KeyUsed, keyScope } from "./key-facts";

const ENDS = {
  works: "api_keys.ends",
  replaced: "api_keys.replaced_until",
  ended: "api_keys.ended_at",
  revoked: "api_keys.revoked",
} as const;

/** One key: what it may do, when it was used, when it ends, and the ways to end it. */
export function KeyRow({ apiKey, moment }: { readonly apiKey: ApiKeyView; readonly moment: Moment }) {
  const t = translator();
  const { id, name, lastFour, state, createdAt, expiresAt } = apiKey;
  const isAlive = state === "works" || state === "replaced";
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 px-4 py-4 not-first:border-t not-first:border-line md:px-6">
      <div className={`min-w-0 flex-[1_1_18rem] ${isAlive ? "" : "text-muted"}`}>
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-md wrap-anywhere">
          <span className="font-semibold tracking-snug">
            <bdi>{name}</bdi>
          </span>
          <span dir="ltr" className="font-mono text-sm text-muted">
            {keyHint(lastFour)}
          </span>
          {state === "works" ? null : <Tag warn={state === "replaced"}>{t(`api_keys.state.${state}`)}</Tag>}
        </p>
        <p className="mt-1 wrap-anywhere">{keyScope(apiKey)}</p>
        <p className="mt-1 text-sm text-muted">
          <KeyUsed apiKey={apiKey} moment={moment} />
          {" · "}
          <Sentence text="api_keys.made_at" nodes={{ when: <Time at={createdAt} moment={moment} as="day" /> }} />
          {" · "}
          <Sentence text={ENDS[state]} nodes={{ when: <Time at={expiresAt} moment={moment} as="day-time" /> }} />
        </p>
      </div>
      {isAlive ? (
        <div className="flex flex-wrap gap-2 max-md:w-full">
          {state === "works" ? (
            <form method="post" action={routes.api.rotateApiKey(id)} className="max-md:w-full">
              <Button size="small" wide="phone" aria-label={t("api_keys.swap_name", { name })}>
                {t("api_keys.swap")}
              </Button>
            </form>
          ) : null}
          <LinkButton
            href={routes.apiKey(id)}
            size="small"
            variant="end"
            wide="phone"
            aria-label={t("api_keys.end_name", { name, last: lastFour })}
          >
            {t("api_keys.end")}
          </LinkButton>
        </div>
      ) : null}
    </li>
  );
}
