import type { AttemptResultView } from "../../lib/views/flow";
import type { IconName } from "../ui/icon-paths";
import type { Tone } from "../ui/tone";

export type Outcome = AttemptResultView["outcome"];

/** What the one main button of an outcome does (`ux.md` 2.7). */
export type NextStep =
  | "done"
  | "again"
  | "again_or_mail"
  | "start_again"
  | "see"
  | "sign_in"
  | "other_account"
  | "open"
  | "ask_admin"
  | "back"
  | "look_again";

export type OutcomeLook = { readonly icon: IconName; readonly tone: Tone; readonly next: NextStep };

const LOOKS: Partial<Record<Outcome, OutcomeLook>> = {
  connected: { icon: "check", tone: "good", next: "done" },
  reconnected: { icon: "check", tone: "good", next: "done" },
  in_progress: { icon: "hourglass", tone: "wait", next: "look_again" },
  denied: { icon: "no", tone: "idle", next: "again" },
  expired: { icon: "clock-alert", tone: "soon", next: "start_again" },
  used: { icon: "clock-alert", tone: "soon", next: "see" },
  mismatch: { icon: "user-x", tone: "soon", next: "start_again" },
  session: { icon: "user", tone: "wait", next: "sign_in" },
  wrong_account: { icon: "user-x", tone: "soon", next: "other_account" },
  duplicate: { icon: "check", tone: "good", next: "open" },
  other_owner: { icon: "user-x", tone: "soon", next: "ask_admin" },
  provider_down: { icon: "triangle", tone: "warn", next: "again_or_mail" },
  setup: { icon: "triangle", tone: "warn", next: "back" },
  code_expired: { icon: "clock-alert", tone: "soon", next: "again" },
  stopped: { icon: "pause-circle", tone: "idle", next: "back" },
  off: { icon: "pause-circle", tone: "idle", next: "back" },
  limit: { icon: "shield-minus", tone: "warn", next: "back" },
  unreadable: { icon: "triangle", tone: "warn", next: "again" },
  unknown: { icon: "octagon-x", tone: "stop", next: "again" },
};

/** Shape, colour and next step. What no attempt can end with leads back to the connections. */
export const outcomeLook = (outcome: Outcome): OutcomeLook => LOOKS[outcome] ?? { icon: "triangle", tone: "warn", next: "back" };
