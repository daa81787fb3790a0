import type { ProviderChoiceView } from "../../lib/views/flow";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { Button, LinkButton } from "../ui/button";
import { Empty } from "../ui/empty";
import { SearchInput } from "../ui/field";
import { Crumb, Page, PageHead } from "../ui/page";
import { Panel, Section } from "../ui/panel";
import { ProviderLink } from "./provider-link";

/** As many can be seen at a glance; a search among them would only be in the way. */
const SEARCH_ABOVE = 8;

/** The remark below a name, its parts in the order of what matters. */
function remarkOf({ provider, environment, offBecause, health, connected }: ProviderChoiceView): string | null {
  const t = translator();
  const parts = [
    ...(environment && environment.label !== provider.name ? [environment.label] : []),
    ...(offBecause ? [t(`choose.${offBecause}`)] : []),
    ...(connected > 0 ? [t("choose.connected", { count: connected })] : []),
  ];
  return health === null && parts.length === 0 ? null : parts.join(" · ");
}

function Choices({ title, choices }: { readonly title: string; readonly choices: readonly ProviderChoiceView[] }) {
  if (choices.length === 0) return null;
  return (
    <Section title={title}>
      <Panel as="ul">
        {choices.map((choice) => (
          <ProviderLink
            key={`${choice.provider.id} ${choice.environment?.id ?? ""}`}
            provider={choice.provider}
            href={choice.offBecause ? null : routes.connect(choice.provider.id, choice.environment?.id)}
            remark={remarkOf(choice)}
            health={choice.health}
          />
        ))}
      </Panel>
    </Section>
  );
}

function Search({ q }: { readonly q: string }) {
  const t = translator();
  return (
    <search className="mt-6 block">
      <form action={routes.choose} className="flex gap-2">
        <SearchInput
          name="q"
          aria-label={t("choose.find")}
          placeholder={t("filter.find_hint")}
          defaultValue={q}
          maxLength={60}
          autoComplete="off"
        />
        <Button>{t("choose.find_do")}</Button>
      </form>
    </search>
  );
}

type ChoosePageProps = { readonly choices: readonly ProviderChoiceView[]; readonly q?: string };

/** Where do you sell? What cannot be chosen stands last, with the reason. */
export function ChoosePage({ choices, q = "" }: ChoosePageProps) {
  const t = translator();
  const wanted = q.trim().toLowerCase();
  const shown = choices.filter(({ provider, environment }) =>
    [provider.name, environment?.label ?? ""].some((name) => name.toLowerCase().includes(wanted)),
  );
  const open = shown.filter(({ offBecause }) => offBecause === null);
  return (
    <Page width="text">
      <Crumb href={routes.connections}>{t("choose.back")}</Crumb>
      <PageHead title={t("choose.title")} lead={t("choose.lead")} />
      {choices.length > SEARCH_ABOVE ? <Search q={q} /> : null}
      {choices.length === 0 ? (
        <div className="mt-8">
          <Empty title={t("choose.none.title")} body={t("choose.none.body")}>
            <LinkButton href={routes.connections}>{t("result.back")}</LinkButton>
          </Empty>
        </div>
      ) : null}
      {choices.length > 0 && shown.length === 0 ? (
        <div className="mt-8">
          <Empty title={t("choose.no_match.title", { text: q.trim() })} body={t("choose.no_match.body")}>
            <LinkButton href={routes.choose}>{t("filter.clear")}</LinkButton>
          </Empty>
        </div>
      ) : null}
      <Choices title={t("choose.marketplaces")} choices={open.filter(({ kind }) => kind === "marketplace")} />
      <Choices title={t("choose.accounts")} choices={open.filter(({ kind }) => kind === "account")} />
      <Choices title={t("choose.later")} choices={shown.filter(({ offBecause }) => offBecause !== null)} />
    </Page>
  );
}
