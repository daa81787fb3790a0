import type { ConnectionView } from "../../lib/views/connection";
import type { Moment } from "../../lib/views/time-words";
import { Icon } from "../ui/icon";
import { Sentence } from "../ui/sentence";
import { Time } from "../ui/time";
import { endOf, worksUntil } from "./ends";

type Line = { readonly text: string; readonly at: string | null };

/** Which clock matters in this state, and the instant it points to. */
function lineOf(connection: ConnectionView, now: Date, said: boolean): Line | null {
  const { state, access, permission, brokenSince, disconnectedAt, nextTryAt } = connection;
  switch (state) {
    case "reconnect":
    case "trouble_off":
      return brokenSince ? { text: "card.stopped", at: brokenSince } : null;
    case "ends_soon": {
      const end = endOf(connection);
      return end ? { text: permission.kind === "known" ? "card.permission_ends" : "card.access_ends", at: end } : null;
    }
    case "trouble_on":
      if (said) return nextTryAt ? { text: "card.next_try", at: nextTryAt } : null;
      return worksUntil(connection) ? { text: "card.works_until", at: worksUntil(connection) } : { text: "card.works", at: null };
    case "paused":
      return said ? null : { text: "card.not_renewing", at: null };
    case "disconnected":
      return disconnectedAt ? { text: "card.ended", at: disconnectedAt } : null;
    case "partial":
    case "working":
      if (access.kind === "until") return { text: "card.access_ends", at: access.endsAt };
      if (permission.kind === "no_auto") return said ? null : { text: "card.no_auto", at: null };
      if (access.kind !== "auto") return { text: "card.renews_quietly", at: null };
      return new Date(access.renewsAt) > now
        ? { text: "card.renews", at: access.renewsAt }
        : { text: "card.renews_now", at: null };
  }
}

type ClockLineProps = {
  readonly connection: ConnectionView;
  readonly moment: Moment;
  /** The sentence of the state stands above: a clock that would only repeat it gives way to another, or to none. */
  readonly said?: boolean;
};

/** The one clock of a card or row, in both forms of time. Nothing where no clock helps. */
export function ClockLine({ connection, moment, said = false }: ClockLineProps) {
  const line = lineOf(connection, moment.now, said);
  if (!line) return null;
  const relative = line.at ? <Time at={line.at} moment={moment} as="relative" /> : null;
  const nodes = line.at
    ? {
        in: relative,
        ago: relative,
        when: <Time at={line.at} moment={moment} as="day-time" />,
        date: <Time at={line.at} moment={moment} as="day" />,
      }
    : {};
  if (!said) return <Sentence text={line.text} nodes={nodes} />;
  return (
    <p className="mt-1.5 flex items-start gap-1.5 text-sm text-muted">
      <span className="mt-0.5">
        <Icon name="clock" />
      </span>
      <span>
        <Sentence text={line.text} nodes={nodes} />
      </span>
    </p>
  );
}
