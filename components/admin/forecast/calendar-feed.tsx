import type { CalendarView } from "../../../lib/views/forecast";
import { routes } from "../../../lib/views/routes";
import { translator } from "../../../lib/views/texts/translate";
import type { Moment } from "../../../lib/views/time-words";
import { CopyButton } from "../../islands/copy-button";
import { Button, Buttons } from "../../ui/button";
import { Field, TextInput } from "../../ui/field";
import { Sentence } from "../../ui/sentence";
import { Time } from "../../ui/time";
import { AdminSection } from "../section";

type CalendarFeedProps = {
  readonly calendar: CalendarView | null;
  /** Of a calendar that was made a moment ago; it is shown this once. */
  readonly address: string | null;
  readonly moment: Moment;
};

/** The same board in a calendar program, at an address that only its reader knows. */
export function CalendarFeed({ calendar, address, moment }: CalendarFeedProps) {
  const t = translator();
  return (
    <AdminSection id="calendar" title={t("admin.calendar.title")} lead={t("admin.calendar.lead")}>
      <div className="grid gap-4 border-t border-line px-5 py-4 max-md:px-4">
        {address === null ? null : (
          <div className="max-w-text">
            <Field id="address" label={t("admin.calendar.address")} help={t("admin.calendar.once")}>
              {(control) => (
                <span dir="ltr">
                  <TextInput {...control} look="normal" readOnly value={address} spellCheck={false} />
                </span>
              )}
            </Field>
            <div className="mt-3">
              <CopyButton text={address} words={t("admin.calendar.copy")} done={t("admin.calendar.copied")} />
            </div>
          </div>
        )}
        {calendar === null ? null : (
          <p className="text-sm text-muted">
            <Sentence text="admin.calendar.made" nodes={{ when: <Time at={calendar.madeAt} moment={moment} as="day-time" /> }} />{" "}
            {calendar.readAt === null ? (
              t("admin.calendar.never_read")
            ) : (
              <Sentence
                text="admin.calendar.read"
                nodes={{ when: <Time at={calendar.readAt} moment={moment} as="relative" /> }}
              />
            )}
          </p>
        )}
        <Buttons>
          <form method="post" action={routes.api.makeCalendar}>
            <Button size="small">{t(calendar === null ? "admin.calendar.make" : "admin.calendar.renew")}</Button>
          </form>
          {calendar === null ? null : (
            <form method="post" action={routes.api.takeCalendarBack}>
              <Button size="small" variant="end">
                {t("admin.calendar.take_back")}
              </Button>
            </form>
          )}
        </Buttons>
      </div>
    </AdminSection>
  );
}
