import type { ProviderChoiceView } from "../../lib/views/flow";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { LinkButton } from "../ui/button";
import { Empty } from "../ui/empty";
import { Crumb, Page, PageHead } from "../ui/page";
import { Panel, Section } from "../ui/panel";
import { ProviderLink } from "./provider-link";

function Choices({ title, choices }: { readonly title: string; readonly choices: readonly ProviderChoiceView[] }) {
  const t = translator();
  if (choices.length === 0) return null;
  const remark = ({ provider, environment, offBecause, connected }: ProviderChoiceView) => {
    if (offBecause) return t(`choose.${offBecause}`);
    const place = environment && environment.label !== provider.name ? [environment.label] : [];
    return [...place, ...(connected > 0 ? [t("choose.connected", { count: connected })] : [])].join(" · ") || null;
  };
  return (
    <Section title={title}>
      <Panel as="ul">
        {choices.map((choice) => (
          <ProviderLink
            key={`${choice.provider.id} ${choice.environment?.id ?? ""}`}
            provider={choice.provider}
            href={choice.offBecause ? null : routes.connect(choice.provider.id, choice.environment?.id)}
            remark={remark(choice)}
          />
        ))}
      </Panel>
    </Section>
  );
}

/** Where do you sell? What cannot be chosen stands last, with the reason. */
export function ChoosePage({ choices }: { readonly choices: readonly ProviderChoiceView[] }) {
  const t = translator();
  const open = choices.filter(({ offBecause }) => offBecause === null);
  return (
    <Page width="text">
      <Crumb href={routes.connections}>{t("choose.back")}</Crumb>
      <PageHead title={t("choose.title")} lead={t("choose.lead")} />
      {choices.length === 0 ? (
        <div className="mt-8">
          <Empty title={t("choose.none.title")} body={t("choose.none.body")}>
            <LinkButton href={routes.connections}>{t("result.back")}</LinkButton>
          </Empty>
        </div>
      ) : null}
      <Choices title={t("choose.marketplaces")} choices={open.filter(({ kind }) => kind === "marketplace")} />
      <Choices title={t("choose.accounts")} choices={open.filter(({ kind }) => kind === "account")} />
      <Choices title={t("choose.later")} choices={choices.filter(({ offBecause }) => offBecause !== null)} />
    </Page>
  );
}
