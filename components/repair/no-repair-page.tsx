import type { LinkEnd } from "../../lib/views/repair";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { LinkButton } from "../ui/button";
import type { IconName } from "../ui/icon-paths";
import { Result } from "../ui/result";
import type { Tone } from "../ui/tone";

/** `unknown`: no link has this address. */
export type NoRepair = LinkEnd | "unknown" | "too_many" | "off";

const LOOKS: Readonly<Record<NoRepair, { readonly icon: IconName; readonly tone: Tone }>> = {
  used: { icon: "check", tone: "idle" },
  not_needed: { icon: "check", tone: "good" },
  expired: { icon: "clock-alert", tone: "soon" },
  taken_back: { icon: "no", tone: "idle" },
  gone: { icon: "unplug", tone: "idle" },
  unknown: { icon: "no", tone: "idle" },
  too_many: { icon: "hourglass", tone: "wait" },
  off: { icon: "pause-circle", tone: "idle" },
};

/** A link that leads on no more says why, and names nothing of what it was for. */
export function NoRepairPage({ state }: { readonly state: NoRepair }) {
  const t = translator();
  return (
    <Result {...LOOKS[state]} title={t(`repair.end.link_${state}.title`)} body={t(`repair.end.link_${state}.body`)} live="alert">
      <div className="mt-6">
        <LinkButton href={routes.help} size="big" wide="phone">
          {t("nav.help")}
        </LinkButton>
      </div>
    </Result>
  );
}
