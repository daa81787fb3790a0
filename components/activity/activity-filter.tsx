import { EVENT_KINDS } from "../../lib/core/connections/event-kind";
import type { ActivityView } from "../../lib/views/activity";
import type { ActivityQuery } from "../../lib/views/activity-query";
import { translator } from "../../lib/views/texts/translate";
import { Button } from "../ui/button";
import { DateInput, Select } from "../ui/field";

type ActivityFilterProps = {
  /** Where the answer is shown. */
  readonly action: string;
  readonly asked: ActivityQuery;
  /** To choose from; null: the history is of one. */
  readonly connections: ActivityView["connections"] | null;
};

/** Which part of a history to show: a plain GET form, so that the answer has an address. */
export function ActivityFilter({ action, asked, connections }: ActivityFilterProps) {
  const t = translator();
  return (
    <form action={action} aria-label={t("activity.filter")} className="grid grid-cols-2 gap-2 max-md:w-full md:flex md:flex-wrap">
      {connections === null ? null : (
        <div className="min-w-0 max-[24rem]:col-span-2">
          <Select look="normal" name="connection" aria-label={t("activity.connection")} defaultValue={asked.connection}>
            <option value="">{t("activity.all_connections")}</option>
            {connections.map(({ id, label, provider }) => (
              <option key={id} value={id}>
                {t("activity.connection_of", { label, provider: provider.name })}
              </option>
            ))}
          </Select>
        </div>
      )}
      <div className={`min-w-0 ${connections === null ? "max-md:col-span-2" : "max-[24rem]:col-span-2"}`}>
        <Select look="normal" name="kind" aria-label={t("activity.kinds")} defaultValue={asked.kind}>
          <option value="">{t("activity.all_kinds")}</option>
          {EVENT_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`activity.kind.${kind}`)}
            </option>
          ))}
        </Select>
      </div>
      <DateInput name="from" words={t("activity.from")} defaultValue={asked.from} />
      <DateInput name="to" words={t("activity.to")} defaultValue={asked.to} />
      <div className="flex max-md:col-span-2">
        <Button wide="phone">{t("activity.show")}</Button>
      </div>
    </form>
  );
}
