import { DISPLAY_STATES } from "../../lib/core/connections/display-state-input";
import type { ProviderView } from "../../lib/views/connection";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { Button } from "../ui/button";
import { SearchInput, Select } from "../ui/field";
import type { DashboardQuery } from "./dashboard-query";
import { stateWords } from "./filter-none";

/** Which connections to show: a plain GET form, so that the answer has an address. */
export function FilterForm({
  query,
  providers,
}: {
  readonly query: DashboardQuery;
  readonly providers: readonly ProviderView[];
}) {
  const t = translator();
  return (
    <form action={routes.connections} aria-label={t("filter.label")} className="grid grid-cols-2 gap-2 max-md:w-full md:flex">
      <Select look="normal" name="state" aria-label={t("filter.state")} defaultValue={query.state}>
        <option value="">{t("filter.all_states")}</option>
        <option value="needs_you">{t("dashboard.needs_you")}</option>
        {DISPLAY_STATES.map((state) => (
          <option key={state} value={state}>
            {stateWords(state)}
          </option>
        ))}
      </Select>
      <Select look="normal" name="provider" aria-label={t("filter.provider")} defaultValue={query.provider}>
        <option value="">{t("filter.all_providers")}</option>
        {providers.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <SearchInput
        name="q"
        aria-label={t("filter.find")}
        placeholder={t("filter.find_hint")}
        defaultValue={query.q}
        maxLength={60}
        size={12}
      />
      <Button>{t("filter.apply")}</Button>
    </form>
  );
}
