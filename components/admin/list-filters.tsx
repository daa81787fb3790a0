import { CONDITIONS } from "../../lib/core/connections/condition";
import type { AdminListView } from "../../lib/views/admin-list";
import { ENDS_WITHIN } from "../../lib/views/admin-query";
import { routes } from "../../lib/views/routes";
import { hasText, translator } from "../../lib/views/texts/translate";
import { Button, LinkButton } from "../ui/button";
import { SearchInput, Select } from "../ui/field";
import { Icon } from "../ui/icon";
import { askedAt } from "./list-address";
import { ListOptions } from "./list-options";
import { StateBoxes } from "./state-boxes";

/** The longest choice must not push the others to a second line. */
const NARROW = "min-w-0 md:w-40 md:[&>span]:w-full";

/** A reason in words that need no marketplace, else its code. */
function reasonWords(code: string): string {
  const key = `admin.reason_code.${code}`;
  return hasText(key) ? translator()(key) : code;
}

/** Which connections to show: a plain GET form, so that the answer has an address. */
export function ListFilters({ view }: { readonly view: AdminListView }) {
  const t = translator();
  const { asked, states, providers, reasons } = view;
  return (
    <search>
      <form
        action={routes.admin.connections}
        aria-label={t("admin.list.filter")}
        className="grid grid-cols-2 gap-2 p-3 max-md:p-4 md:flex md:flex-wrap"
      >
        {asked.owner === "" ? null : <input type="hidden" name="owner" value={asked.owner} />}
        {asked.tz === "" ? null : <input type="hidden" name="tz" value={asked.tz} />}
        <div className="max-md:col-span-2 md:min-w-48 md:flex-1 md:[&>span]:w-full">
          <SearchInput
            name="q"
            aria-label={t("admin.list.search")}
            placeholder={t("admin.list.search_hint")}
            defaultValue={asked.q}
            maxLength={100}
            aria-describedby={view.tooShort ? "too-short" : undefined}
          />
        </div>
        <StateBoxes chosen={states} all={CONDITIONS} />
        <div className={NARROW}>
          <Select look="normal" name="provider" aria-label={t("admin.list.provider")} defaultValue={asked.provider}>
            <option value="">{t("filter.all_providers")}</option>
            {providers.map(({ provider, filter }) => (
              <option key={filter} value={filter}>
                {provider.isTest ? `${provider.name} (${t("card.test")})` : provider.name}
              </option>
            ))}
          </Select>
        </div>
        <div className={NARROW}>
          <Select look="normal" name="reason" aria-label={t("admin.list.reason")} defaultValue={asked.reason}>
            <option value="">{t("admin.list.all_reasons")}</option>
            {reasons.map((code) => (
              <option key={code} value={code}>
                {reasonWords(code)}
              </option>
            ))}
          </Select>
        </div>
        <div className={NARROW}>
          <Select look="normal" name="ends" aria-label={t("admin.list.permission")} defaultValue={asked.ends}>
            <option value="">{t("admin.list.ends_any")}</option>
            {Object.keys(ENDS_WITHIN).map((within) => (
              <option key={within} value={within}>
                {t(`admin.list.ends_${within}`)}
              </option>
            ))}
          </Select>
        </div>
        <ListOptions view={view} />
        <Button>{t("admin.list.apply")}</Button>
        <LinkButton variant="bare" href={askedAt(routes.admin.columns, { ...asked, after: "", before: "" })}>
          <Icon name="columns" />
          {t("admin.list.columns")}
        </LinkButton>
      </form>
    </search>
  );
}
