import type { DueView, EngineView, QueueView } from "../../lib/views/admin-overview";
import { numberWords } from "../../lib/views/number-words";
import { translator } from "../../lib/views/texts/translate";
import { type Moment, spanWords } from "../../lib/views/time-words";
import { Icon } from "../ui/icon";
import { TONES } from "../ui/tone";

/** A worker that was silent for so long is told in red (`ux.md` 2.13). */
const SILENT_MS = 120_000;
const MINUTE_MS = 60_000;

const secondsAgo = (at: string, now: Date): number => Math.max(0, Math.round((now.getTime() - Date.parse(at)) / 1000));

/** When a worker last said that it lives. */
export function Heartbeat({ engine: { seenAt }, moment }: { readonly engine: EngineView; readonly moment: Moment }) {
  const t = translator();
  const seconds = seenAt === null ? null : secondsAgo(seenAt, moment.now);
  const isSilent = seconds === null || seconds * 1000 >= SILENT_MS;
  const words =
    seconds === null
      ? t("admin.queue.never")
      : seconds < 180
        ? t("admin.queue.seen", { seconds: numberWords(seconds) })
        : t("admin.queue.seen_long", { span: spanWords(seconds * 1000) });
  return (
    <span className={`${TONES[isSilent ? "stop" : "good"]} text-tone inline-flex items-center gap-1.5 text-sm font-medium`}>
      <span className="text-tone-icon">
        <Icon name={isSilent ? "octagon-x" : "check"} size="sm" />
      </span>
      {words}
    </span>
  );
}

/** What is due, what is late, and by how much. A number turns red only when somebody must act on it. */
export function Queue({ queue: { soon, hour, overdue, lagMs } }: { readonly queue: QueueView }) {
  const t = translator();
  const lag = lagMs < MINUTE_MS ? t("admin.seconds", { seconds: numberWords(lagMs / 1000, 1) }) : spanWords(lagMs);
  const words = ({ count, isLeast }: DueView) => (isLeast ? t("admin.queue.least", { count }) : numberWords(count));
  const rows = [
    { name: t("admin.queue.soon"), value: words(soon), isBad: false },
    { name: t("admin.queue.hour"), value: words(hour), isBad: false },
    { name: t("admin.queue.overdue"), value: words(overdue), isBad: overdue.count > 0 },
    { name: t("admin.queue.lag"), value: lag, isBad: lagMs >= MINUTE_MS },
  ];
  return (
    <dl className="grid grid-cols-[1fr_auto] gap-y-1.5 px-5 pb-4 text-sm max-md:px-4">
      {rows.map(({ name, value, isBad }) => (
        <div key={name} className="col-span-2 grid grid-cols-subgrid">
          <dt className="text-muted">{name}</dt>
          <dd className={`text-end font-semibold ${isBad ? "text-stop" : ""}`}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
