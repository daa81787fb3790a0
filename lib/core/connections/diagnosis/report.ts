import type { SeenCall } from "../../ports/examination";
import type { ConnectionStatus } from "../connection";

/**
 * What "why is it not working?" looks at, in the order in which one thing needs the one before it: their name is
 * found, a line to them can be opened, they answer, the clocks agree, they know us, they let us in for this
 * account, and we may do what was asked for.
 */
export const DIAGNOSIS_STEPS = ["name", "line", "answer", "clock", "client", "grant", "scope"] as const;
export type DiagnosisStepName = (typeof DIAGNOSIS_STEPS)[number];

/** How a step ended, and why: each `why` is a sentence `diagnose.<step>.<why>` of the catalogue. */
export const STEP_WHYS = {
  name: { fine: ["found", "here"], wrong: ["unknown", "late", "forbidden"], untried: ["no_address"] },
  line: { fine: ["safe", "open"], wrong: ["not_safe", "closed", "late", "forbidden"], untried: ["before"] },
  answer: {
    fine: ["came"],
    wrong: ["error", "late", "cut", "page", "moved", "too_long", "busy"],
    untried: ["before", "resting", "nothing"],
  },
  clock: { fine: ["agrees"], wrong: ["ahead", "behind"], untried: ["before", "silent"] },
  client: {
    fine: ["accepted", "accepted_lately", "by_renewal"],
    wrong: ["refused", "refused_lately", "refused_use", "set_up"],
    untried: ["before", "off", "resting", "unclear"],
  },
  grant: {
    fine: ["let_in", "renewed"],
    wrong: [
      "withdrawn",
      "sign_in_again",
      "lost",
      "ran_out",
      "other_account",
      "unreadable",
      "restored",
      "refused_once",
      "refused_now",
      "not_let_in",
      "refused_for_many",
    ],
    untried: ["before", "paused", "over", "resting", "too_soon", "key", "unclear"],
  },
  scope: { fine: ["all", "no_list"], wrong: ["missing", "told_less"], untried: [] },
} as const satisfies Record<DiagnosisStepName, Readonly<Record<StepResult, readonly string[]>>>;

export type StepResult = "fine" | "wrong" | "untried";

/** Why a step of this name can end. */
export type WhyOf<N extends DiagnosisStepName> = (typeof STEP_WHYS)[N][StepResult][number];

export type DiagnosisStep = {
  readonly name: DiagnosisStepName;
  readonly result: StepResult;
  readonly why: string;
  /** For the sentence; already safe to show. */
  readonly values: Readonly<Record<string, string | number>>;
  /** An instant of the sentence, ISO 8601; null: it has none. */
  readonly at: string | null;
  /** Permissions that the sentence names, as the provider writes them. */
  readonly permissions: readonly string[];
};

/**
 * What is to be done, and by whom. `fine` and `wait`: nothing by the seller. `admin`: the seller can only pass the
 * reference on. `renew`: only a renewal can tell, and the seller may ask for one.
 */
export const VERDICTS = {
  fine: ["fine"],
  wait: ["down", "busy", "down_then_reconnect", "asked_again", "refused_for_many", "back_again", "soon"],
  admin: ["set_up", "clock", "forbidden", "ours", "not_let_in", "paused_here"],
  reconnect: ["gone", "ends_soon", "add"],
  resume: ["paused"],
  renew: ["only_renewal_tells"],
} as const;
export type VerdictKind = keyof typeof VERDICTS;
export type VerdictWhy = (typeof VERDICTS)[VerdictKind][number];
export type Verdict = { readonly kind: VerdictKind; readonly why: VerdictWhy };

/** For which step a call was made. */
export type DiagnosisCall = SeenCall & { readonly step: "client" | "grant" };

/** How a renewal before it ended. `unclear`: nobody knows, or it is under way. */
export type LastRenewal = {
  /** ISO 8601. */
  readonly at: string;
  readonly end: "renewed" | "failed" | "unclear";
  readonly status: number | null;
};

/** All of it is fit to be kept and shown: no value of a header, no query, no body. */
export type DiagnosisReport = {
  /** ISO 8601. */
  readonly at: string;
  readonly reference: string;
  /** What the connection was when it was looked at: once it has moved, the verdict is about the past. */
  readonly status: ConnectionStatus;
  readonly generation: number;
  readonly steps: readonly DiagnosisStep[];
  readonly verdict: Verdict;
  readonly calls: readonly DiagnosisCall[];
  /** Newest first. */
  readonly renewals: readonly LastRenewal[];
};
