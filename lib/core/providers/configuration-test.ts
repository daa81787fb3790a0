import { signOf } from "../connections/outage-judge";
import type { LineReport, PageFinding } from "../ports/examination";
import type { TokenOutcome } from "../ports/provider-client";

/** What a test of a configuration looks at, in this order (`ux.md` 2.15). */
export const TEST_STEPS = ["line", "authorize", "token", "client", "callback", "clock"] as const;
export type TestStepName = (typeof TEST_STEPS)[number];

/** `open`: nobody can say, and `why` says what would. */
export type TestState = "well" | "wrong" | "open";

/** One step. `why` names the sentence that says what was seen and what to do next. */
export type TestStep = {
  readonly name: TestStepName;
  readonly state: TestState;
  readonly why: string;
  readonly values: Readonly<Record<string, string | number>>;
};

/** What a provider made of one of our secrets. */
export type SecretVerdict = "accepted" | "refused" | "no_word";

export type TestReport = {
  readonly steps: readonly TestStep[];
  /** One for each secret that is kept, in the order of their use; empty where none could be tried. */
  readonly secrets: readonly SecretVerdict[];
};

/** What a test has found out. `tried`: a made-up token at the token endpoint, once for each secret; empty: none was tried. */
export type TestFacts = {
  /** null: the settings give no address. */
  readonly lines: readonly LineReport[] | null;
  readonly page: PageFinding;
  readonly tried: readonly TokenOutcome[];
  /** `stopped`: an emergency holds back everything that carries a secret. */
  readonly notTried: "off" | "before" | "stopped";
};

/** Clocks that differ by more than this may make a code or a signature look old. */
export const CLOCK_MS = 60_000;

/** Judges what was found; nothing is tried here. */
export function judgeTest(facts: TestFacts): TestReport {
  const steps = [lineStep(facts), pageStep(facts), tokenStep(facts), clientStep(facts), CALLBACK, clockStep(facts)];
  return { steps, secrets: facts.tried.map(verdictOf) };
}

/** Whether everything that a test can know by itself is well. */
export const isWell = ({ steps }: TestReport): boolean =>
  steps.every(({ state }) => state !== "wrong") && steps.some(({ name, state }) => name === "client" && state === "well");

/** Whether a line could carry a call. */
export const carries = ({ name, line }: LineReport): boolean =>
  (name === "found" || name === "given") && (line === "safe" || line === "open");

/** What a refusal of a made-up token says about the credentials that it came with. */
export function verdictOf(outcome: TokenOutcome): SecretVerdict {
  if (outcome.ok) return "no_word";
  const sign = signOf(outcome.class, false);
  if (sign === "no_client") return "refused";
  return sign === "refused" ? "accepted" : "no_word";
}

type Values = TestStep["values"];
const step = (name: TestStepName, state: TestState, why: string, values: Values = {}): TestStep => ({
  name,
  state,
  why,
  values,
});

/** Only a real sign-in shows whether the provider knows our address. */
const CALLBACK = step("callback", "open", "sign_in");

function lineStep({ lines }: TestFacts): TestStep {
  if (lines === null || lines.length === 0) return step("line", "wrong", "no_address");
  const broken = lines.find((line) => !carries(line));
  if (!broken) return step("line", "well", lines.every(({ line }) => line === "safe") ? "safe" : "open", { host: hosts(lines) });
  const isNamed = broken.name === "found" || broken.name === "given";
  return step("line", "wrong", isNamed ? `line_${broken.line ?? "closed"}` : `name_${broken.name}`, { host: broken.host });
}

const hosts = (lines: readonly LineReport[]): string => lines.map(({ host }) => host).join(", ");

function pageStep({ page }: TestFacts): TestStep {
  if (page.kind === "not_tried") return step("authorize", "open", page.why);
  if (page.kind === "failed") return step("authorize", "wrong", "no_answer", { reason: page.reason });
  const { status } = page;
  if (status === 404 || status === 405 || status === 410) return step("authorize", "wrong", "not_there", { status });
  if (status >= 500) return step("authorize", "wrong", "broken", { status });
  // A doorman against programs says nothing about what a browser would see.
  if (status === 403 || status === 429) return step("authorize", "open", "blocked", { status });
  return status >= 400 ? step("authorize", "wrong", "refused", { status }) : step("authorize", "well", "answers", { status });
}

function tokenStep({ tried: [first], notTried }: TestFacts): TestStep {
  if (!first) return step("token", "open", notTried);
  const { status } = first.evidence;
  if (status === null) return step("token", "wrong", "no_answer");
  if (status === 404 || status === 405 || status === 410) return step("token", "wrong", "not_there", { status });
  if (!first.ok && first.class === "reply_malformed") return step("token", "wrong", "unreadable", { status });
  if (status === 429) return step("token", "open", "busy", { status });
  return status >= 500 ? step("token", "wrong", "broken", { status }) : step("token", "well", "answers", { status });
}

function clientStep({ tried: [first, ...older], notTried }: TestFacts): TestStep {
  if (!first) return step("client", "open", notTried);
  if (first.ok) return step("client", "wrong", "takes_anything");
  const code = first.evidence.errorCode ?? "";
  const verdict = verdictOf(first);
  if (verdict === "accepted") return step("client", "well", "accepted", { code });
  if (verdict === "no_word") return step("client", "open", "no_word", { code });
  // The next one stands in by itself, so nothing is broken; the first one is of no use all the same.
  return older.some((outcome) => verdictOf(outcome) === "accepted")
    ? step("client", "wrong", "older_accepted", { code })
    : step("client", "wrong", "refused", { code });
}

function clockStep({ tried }: TestFacts): TestStep {
  const skew = tried.map(({ evidence }) => evidence.clockSkewMs).find((each) => each !== null);
  if (skew === undefined || skew === null) return step("clock", "open", "not_told");
  const seconds = Math.abs(Math.round(skew / 1000));
  return step("clock", Math.abs(skew) <= CLOCK_MS ? "well" : "wrong", skew < 0 ? "behind" : "ahead", { seconds });
}
