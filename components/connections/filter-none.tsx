import type { ProviderView } from "../../lib/views/connection";
import { routes } from "../../lib/views/routes";
import { hasText, translator } from "../../lib/views/texts/translate";
import { LinkButton } from "../ui/button";
import { Empty } from "../ui/empty";
import { Icon } from "../ui/icon";
import { type DashboardQuery, dashboardAddress } from "./dashboard-query";

type FilterNoneProps = { readonly query: DashboardQuery; readonly providers: readonly ProviderView[] };

/** Two states share a name; by words alone they are told apart. */
export function stateWords(state: string): string {
  const t = translator();
  if (state === "needs_you") return t("dashboard.needs_you");
  if (hasText(`filter.${state}`)) return t(`filter.${state}`);
  return hasText(`state.${state}.name`) ? t(`state.${state}.name`) : state;
}

/** What was asked for, each with the question that is left without it. */
export function askedFor(query: DashboardQuery, providers: readonly ProviderView[]) {
  const t = translator();
  const provider = providers.find(({ id }) => id === query.provider)?.name ?? query.provider;
  const parts = [
    { name: "state", what: t("filter.is_state", { state: stateWords(query.state) }) },
    { name: "provider", what: t("filter.is_provider", { provider }) },
    { name: "q", what: t("filter.is_text", { text: query.q }) },
  ] as const;
  return parts
    .filter(({ name }) => query[name] !== "")
    .map(({ name, what }) => ({ what, without: dashboardAddress({ ...query, [name]: "" }) }));
}

/** No connection fits: which part of the question to take back. */
export function FilterNone({ query, providers }: FilterNoneProps) {
  const t = translator();
  if (query.state === "needs_you" && query.provider === "" && query.q === "")
    return (
      <Empty title={t("filter.nothing_needs_you.title")} body={t("filter.nothing_needs_you.body")}>
        <LinkButton href={routes.connections}>{t("filter.clear")}</LinkButton>
      </Empty>
    );
  const parts = askedFor(query, providers);
  return (
    <Empty title={t("filter.none.title")} body={t(parts.length > 1 ? "filter.none.body_parts" : "filter.none.body")}>
      {parts.length > 1
        ? parts.map(({ what, without }) => (
            <LinkButton key={what} href={without} aria-label={t("filter.without", { what })}>
              {what}
              <Icon name="x" />
            </LinkButton>
          ))
        : null}
      <LinkButton href={routes.connections} variant={parts.length > 1 ? "bare" : "plain"}>
        {t("filter.clear")}
      </LinkButton>
    </Empty>
  );
}
