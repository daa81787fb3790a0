import type { ConnectionView } from "../../lib/views/connection";
import { translator } from "../../lib/views/texts/translate";
import { WatchClock } from "../islands/watch-clock";

/** Keeps an eye on the instant that this page waits for: the next try while renewals fail, else the next renewal or the end. */
export function ClockWatch({ connection: { access, nextTryAt } }: { readonly connection: ConnectionView }) {
  const t = translator();
  if (nextTryAt !== null)
    return (
      <WatchClock at={nextTryAt} texts={{ soon: "", now: t("detail.countdown.trying"), done: t("detail.countdown.tried") }} />
    );
  if (access.kind === "auto") {
    const texts = { soon: t("detail.countdown.soon"), now: t("detail.countdown.now"), done: t("detail.countdown.done") };
    return <WatchClock at={access.renewsAt} texts={texts} />;
  }
  if (access.kind !== "until") return null;
  const texts = { soon: t("detail.countdown.ends_soon"), now: t("detail.countdown.ended"), done: "" };
  return <WatchClock at={access.endsAt} texts={texts} />;
}
