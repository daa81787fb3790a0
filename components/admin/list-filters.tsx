import { CONDITIONS } from "../../lib/core/connections/condition";
import type { AdminListView } from "../../lib/views/admin";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { Button } from "../ui/button";
import { SearchInput, Select } from "../ui/field";

/** Which connections to show: a plain GET form, so that the answer has an address. */
export function ListFilters({ view }: { readonly view: AdminListView }) {
  const t = translator();
  const { asked, providers } = view;
  return (
    <search>
      <form
        action={routes.admin.connections}
        aria-label={t("admin.list.filter")}
        className="grid grid-cols-2 gap-2 p-3 max-md:p-4 md:flex md:flex-wrap"
      >
        {asked.owner === "" ? null : <input type="hidden" name="owner" value={asked.owner} />}
        <div className="max-md:col-span-2 md:flex-1 md:[&>span]:w-full">
          <SearchInput
            name="q"
            aria-label={t("admin.list.search")}
            placeholder={t("admin.list.search_hint")}
            defaultValue={asked.q}
            maxLength={100}
          />
        </div>
        <Select look="normal" name="state" aria-label={t("admin.list.state")} defaultValue={asked.state}>
          <option value="">{t("filter.all_states")}</option>
          {CONDITIONS.map((condition) => (
            <option key={condition} value={condition}>
              {t(`admin.condition.${condition}`)}
            </option>
          ))}
        </Select>
        <Select look="normal" name="provider" aria-label={t("admin.list.provider")} defaultValue={asked.provider}>
          <option value="">{t("filter.all_providers")}</option>
          {providers.map(({ provider, filter }) => (
            <option key={filter} value={filter}>
              {provider.isTest ? `${provider.name} (${t("card.test")})` : provider.name}
            </option>
          ))}
        </Select>
        <div className="max-md:col-span-2 max-md:[&>button]:w-full">
          <Button>{t("admin.list.apply")}</Button>
        </div>
      </form>
    </search>
  );
}
