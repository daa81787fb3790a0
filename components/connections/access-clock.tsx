import type { ConnectionView } from "../../lib/views/connection";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { Definition } from "../ui/definitions";
import { Sentence } from "../ui/sentence";
import { Time } from "../ui/time";

type Line = {
  readonly text: string;
  readonly at: string | null;
  /** Which form of the time stands in the sentence; the other one follows it. */
  readonly as?: "day-time";
};

/** Which sentence tells the access clock, and about which instant. */
function lineOf({ access, state }: ConnectionView, now: Date): Line {
  switch (access.kind) {
    case "auto":
      // While renewals fail, the next one is not what a seller can count on.
      if (state === "trouble_on" && access.endsAt !== null)
        return { text: "detail.access.works", at: access.endsAt, as: "day-time" };
      return Date.parse(access.renewsAt) > now.getTime()
        ? { text: "detail.access.renews", at: access.renewsAt }
        : { text: "detail.access.due", at: null };
    case "until":
      return { text: "detail.access.ends", at: access.endsAt };
    case "over":
      return { text: "detail.access.over", at: access.since };
    case "unknown":
      return { text: "detail.access.unknown", at: null };
    case "none":
      return { text: state === "paused" ? "detail.access.paused" : "detail.access.none", at: null };
  }
}

/** The access clock. It renews by itself, so it is told in plain ink whatever it shows. */
export function AccessClock({ connection, moment }: { readonly connection: ConnectionView; readonly moment: Moment }) {
  const t = translator();
  const values = { provider: connection.provider.name };
  const { text, at, as = "relative" } = lineOf(connection, moment.now);
  if (at === null) {
    return (
      <Definition
        term={t("detail.access.term")}
        aside={
          text === "detail.access.unknown" && connection.permission.kind !== "no_auto" ? t("detail.access.unknown_more") : null
        }
      >
        <b>{t(text, values)}</b>
      </Definition>
    );
  }
  return (
    <Definition
      term={t("detail.access.term")}
      aside={
        <>
          · <Time at={at} moment={moment} as={as === "relative" ? "day-time" : "relative"} />
        </>
      }
    >
      <b>
        <Sentence text={text} values={values} nodes={{ when: <Time at={at} moment={moment} as={as} /> }} />
      </b>
    </Definition>
  );
}
