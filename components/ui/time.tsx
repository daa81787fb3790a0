import { clockWords, dayTimeWords, dayWords, type Moment, relativeWords } from "../../lib/views/time-words";

type TimeProps = {
  /** ISO 8601. */
  readonly at: string;
  readonly moment: Moment;
  /**
   * `relative` "in 53 min" · `day-time` "today 14:05" · `exact` "today 14:05:08" · `day` "27 Nov" ·
   * `clock` "14:05" · `both` "in 53 min · today 14:05".
   */
  readonly as: "relative" | "day-time" | "exact" | "day" | "clock" | "both";
};

function words(at: Date, moment: Moment, as: Exclude<TimeProps["as"], "relative" | "both">): string {
  switch (as) {
    case "day-time":
      return dayTimeWords(at, moment);
    case "exact":
      return dayTimeWords(at, moment, true);
    case "day":
      return dayWords(at, moment);
    case "clock":
      return clockWords(at, moment.zone);
  }
}

/** An instant in the reader's words and zone. Relative words carry a mark by which the page keeps them fresh. */
export function Time({ at, moment, as }: TimeProps) {
  const date = new Date(at);
  if (as === "both") {
    return (
      <>
        <Time at={at} moment={moment} as="relative" /> <span className="text-muted">·</span>{" "}
        <Time at={at} moment={moment} as="day-time" />
      </>
    );
  }
  if (as === "relative") {
    return (
      <time dateTime={at} data-relative="">
        {relativeWords(date, moment.now)}
      </time>
    );
  }
  return <time dateTime={at}>{words(date, moment, as)}</time>;
}
