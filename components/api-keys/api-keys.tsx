import type { ApiKeysView, NewKeyView } from "../../lib/views/api-keys";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { Points } from "../help/points";
import { SettingsNav } from "../settings/nav";
import { LinkButton } from "../ui/button";
import { Empty } from "../ui/empty";
import { Note } from "../ui/notice";
import { Page, PageHead } from "../ui/page";
import { Panel, Section } from "../ui/panel";
import { HowToAsk } from "./how-to-ask";
import { KeyRow } from "./key-row";
import { NewKey } from "./new-key";

type ApiKeysProps = {
  readonly view: ApiKeysView;
  /** A key that was made a moment ago, shown this once. */
  readonly made: NewKeyView | null;
  readonly origin: string;
  readonly moment: Moment;
};

const WILL = ["own", "once", "end", "swap"] as const;

/** The keys of the reader's tools: what each may do, when it was last used, and how it is ended. */
export function ApiKeys({ view: { keys, isFull, example }, made, origin, moment }: ApiKeysProps) {
  const t = translator();
  const make = (
    <LinkButton href={routes.newApiKey} variant="main" wide="phone">
      {t("api_keys.make")}
    </LinkButton>
  );
  return (
    <Page width="text">
      <SettingsNav at="api-keys" />
      <PageHead
        title={t("api_keys.title")}
        lead={t("api_keys.lead")}
        action={keys.length === 0 || isFull || made !== null ? null : make}
      />
      {made === null ? null : <NewKey made={made} origin={origin} example={example} />}
      {isFull ? (
        <div className="mt-6">
          <Note icon="triangle">{t("api_keys.full")}</Note>
        </div>
      ) : null}
      {keys.length === 0 ? (
        <div className="mt-6">
          <Empty title={t("api_keys.none")} body={t("api_keys.none_body")}>
            {make}
          </Empty>
        </div>
      ) : (
        <Section title={t("api_keys.list")} count={keys.length}>
          <Panel as="ul">
            {keys.map((key) => (
              <KeyRow key={key.id} apiKey={key} moment={moment} />
            ))}
          </Panel>
        </Section>
      )}
      {made === null ? <HowToAsk origin={origin} example={example} /> : null}
      <Section title={t("api_keys.what")}>
        <Panel room="padded">
          <Points icon="key" items={WILL.map((point) => t(`api_keys.will.${point}`))} />
        </Panel>
      </Section>
    </Page>
  );
}
