import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { Points } from "../help/points";
import { LinkButton } from "../ui/button";
import { Empty } from "../ui/empty";
import { Page, PageHead } from "../ui/page";
import { Panel, Section } from "../ui/panel";
import { SettingsNav } from "./nav";

const WILL = ["own", "pick", "rights", "once", "end", "used", "swap"] as const;

/** Where keys for a seller's tools will be made. It says that there are none yet, and what they will do. */
export function ApiKeys() {
  const t = translator();
  return (
    <Page width="text">
      <SettingsNav at="api-keys" />
      <PageHead title={t("api_keys.title")} lead={t("api_keys.lead")} />
      <div className="mt-6">
        <Empty title={t("api_keys.not_yet")} body={t("api_keys.not_yet_body")}>
          <LinkButton href={routes.connections}>{t("api_keys.back")}</LinkButton>
        </Empty>
      </div>
      <Section title={t("api_keys.what")}>
        <Panel room="padded">
          <Points icon="key" items={WILL.map((point) => t(`api_keys.will.${point}`))} />
        </Panel>
      </Section>
    </Page>
  );
}
