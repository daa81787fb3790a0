import type { AccessClock, PermissionClock } from "../../lib/views/connection";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { Sentence } from "../ui/sentence";
import { Time } from "../ui/time";
import { ShortTime } from "./short-time";
import { Cell } from "./table";

function access(clock: AccessClock, moment: Moment): React.ReactNode {
  const t = translator();
  switch (clock.kind) {
    case "auto": {
      if (new Date(clock.renewsAt) <= moment.now) return t("admin.list.access_due");
      const when = <Time at={clock.renewsAt} moment={moment} as="relative" />;
      return <Sentence text="admin.list.access_renews" nodes={{ when }} />;
    }
    case "until": {
      const when = <Time at={clock.endsAt} moment={moment} as="relative" />;
      return <Sentence text="admin.list.access_ends" nodes={{ when }} />;
    }
    case "over": {
      const when = <ShortTime at={clock.since} moment={moment} />;
      return <Sentence text="admin.list.access_over" nodes={{ when }} />;
    }
    case "unknown":
      return <span className="text-muted">{t("admin.list.not_told")}</span>;
    case "none":
      return null;
  }
}

function permission(clock: PermissionClock, moment: Moment): React.ReactNode {
  const t = translator();
  if (clock.kind === "known") return <Time at={clock.endsAt} moment={moment} as="day-time" />;
  if (clock.kind === "ended") return null;
  return <span className="text-muted">{t(clock.kind === "unknown" ? "admin.list.not_told" : "admin.list.no_auto")}</span>;
}

/** Our clock, which renews by itself. */
export function AccessCell({ clock, moment }: { readonly clock: AccessClock; readonly moment: Moment }) {
  return (
    <Cell name={translator()("admin.list.access")} line>
      {access(clock, moment)}
    </Cell>
  );
}

/** The seller's clock, which only they can set again. */
export function PermissionCell({ clock, moment }: { readonly clock: PermissionClock; readonly moment: Moment }) {
  return (
    <Cell name={translator()("admin.list.permission")} line>
      {permission(clock, moment)}
    </Cell>
  );
}
