import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { zoneWords } from "../../lib/views/time-words";

const LOOK =
  "flex min-h-11 items-center gap-2.5 rounded-md border border-line-strong bg-surface px-3.5 py-2 hover:bg-hover has-checked:border-accent has-checked:bg-accent-tint";

type WhenFieldProps = {
  readonly digest: boolean;
  /** IANA name; null: UTC. */
  readonly zone: string | null;
  readonly now: Date;
};

/** When mail comes: one by one, or all of a day in one. */
export function WhenField({ digest, zone, now }: WhenFieldProps) {
  const t = translator();
  return (
    <fieldset>
      <legend className="mb-2 text-md font-semibold tracking-snug">{t("notifications.when.title")}</legend>
      <div className="grid gap-2 md:grid-cols-2">
        <label data-edge="" className={LOOK}>
          <input type="radio" name="when" value="at_once" defaultChecked={!digest} className="size-4.5 flex-none accent-accent" />
          <span>{t("notifications.when.at_once")}</span>
        </label>
        <label data-edge="" className={LOOK}>
          <input type="radio" name="when" value="daily" defaultChecked={digest} className="size-4.5 flex-none accent-accent" />
          <span>{t("notifications.when.daily", { zone: zoneWords(zone, now) })}</span>
        </label>
      </div>
      {zone === null ? (
        <p className="mt-2 text-sm text-muted">
          {t("notifications.when.no_zone")} <a href={routes.profile}>{t("notifications.when.set_zone")}</a>
        </p>
      ) : null}
    </fieldset>
  );
}
