import type { AuditListView } from "../../lib/views/audit";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { Button } from "../ui/button";
import { DateInput, Select, TextInput } from "../ui/field";
import { actionWords } from "./audit-words";

const RESULTS = ["done", "denied", "failed"] as const;
const WRITTEN = ["who", "object", "from", "reference"] as const;

/** Which acts to show: a plain GET form, so that the answer has an address. */
export function AuditFilters({ view: { asked, actions } }: { readonly view: AuditListView }) {
  const t = translator();
  return (
    <search>
      <form
        action={routes.admin.audit}
        aria-label={t("admin.audit.filter")}
        className="grid grid-cols-2 gap-2 p-3 max-md:p-4 md:grid-cols-[repeat(6,minmax(0,1fr))]"
      >
        <div className="min-w-0 [&>span]:w-full">
          <Select look="normal" name="action" aria-label={t("admin.audit.what")} defaultValue={asked.action}>
            <option value="">{t("admin.audit.all_actions")}</option>
            {actions.map((action) => (
              <option key={action} value={action}>
                {actionWords({ action })}
              </option>
            ))}
          </Select>
        </div>
        <div className="min-w-0 [&>span]:w-full">
          <Select look="normal" name="result" aria-label={t("admin.audit.result")} defaultValue={asked.result}>
            <option value="">{t("admin.audit.all_results")}</option>
            {RESULTS.map((result) => (
              <option key={result} value={result}>
                {t(`admin.audit.result_${result}`)}
              </option>
            ))}
          </Select>
        </div>
        {WRITTEN.map((name) => (
          <div key={name} className="min-w-0">
            <TextInput
              look="normal"
              name={name}
              aria-label={t(`admin.audit.${name}_label`)}
              placeholder={t(`admin.audit.${name}_hint`)}
              defaultValue={asked[name]}
              maxLength={200}
              spellCheck={false}
            />
          </div>
        ))}
        <div className="col-span-2 flex flex-wrap items-center gap-x-4 gap-y-2 md:col-span-6 max-md:[&>label]:w-full">
          <DateInput name="since" words={t("admin.audit.since")} defaultValue={asked.since} />
          <DateInput name="until" words={t("admin.audit.until")} defaultValue={asked.until} />
          <span className="flex items-center gap-2 max-md:w-full md:ms-auto">
            <a href={routes.admin.audit} className="inline-flex min-h-9 items-center px-2 text-sm touch:min-h-11">
              {t("admin.audit.clear")}
            </a>
            <Button wide="phone">{t("admin.list.apply")}</Button>
          </span>
        </div>
      </form>
    </search>
  );
}
