import { effectOf } from "../../oauth/error-effect";
import type { LineReport, SeenCall } from "../../ports/examination";
import type { ProbeOutcome, TokenOutcome } from "../../ports/provider-client";
import { SKEW_MS } from "../display-state";
import { type DiagnosisFacts, madeCalls } from "./facts";
import type { DiagnosisStep } from "./report";
import { step } from "./step";

/** Whether their name is found. */
export function nameStep({ lines }: DiagnosisFacts): DiagnosisStep {
  if (lines === null || lines.length === 0) return step("name", "untried", "no_address");
  const bad = lines.find(({ name }) => name !== "found" && name !== "given");
  if (bad) return step("name", "wrong", bad.name as "unknown", { host: bad.host });
  const looked = lines.find(({ name }) => name === "found") ?? lines[0];
  return step("name", "fine", looked?.name === "given" ? "here" : "found", { host: looked?.host ?? "" });
}

/** Whether a line can be opened, and a safe one. */
export function lineStep({ lines }: DiagnosisFacts): DiagnosisStep {
  if (lines === null || lines.length === 0 || !lines.every(isNamed)) return step("line", "untried", "before");
  const bad = lines.find(({ line }) => line !== "safe" && line !== "open");
  if (bad) return step("line", "wrong", (bad.line ?? "closed") as "closed", { host: bad.host });
  const open = lines.find(({ line }) => line === "open") ?? lines[0];
  const slowest = Math.max(...lines.map(({ tookMs }) => tookMs));
  return step("line", "fine", open?.line === "open" ? "open" : "safe", { host: open?.host ?? "", seconds: slowest / 1000 });
}

const isNamed = ({ name }: LineReport): boolean => name === "found" || name === "given";
export const isOpen = (line: LineReport): boolean => isNamed(line) && (line.line === "safe" || line.line === "open");

/** Whether what came back is an answer. The worst of all calls counts. */
export function answerStep(facts: DiagnosisFacts): DiagnosisStep {
  const { lines, restsUntil } = facts;
  if (lines === null || !lines.every(isOpen)) return step("answer", "untried", "before");
  const made = madeCalls(facts);
  const told = made.map(({ outcome, call }) => answerOf(outcome, call, restsUntil));
  const bad = told.find(({ result }) => result === "wrong");
  if (bad) return bad;
  if (told[0]) return told[0];
  if (facts.client.kind === "not_tried" && facts.client.why === "resting")
    return step("answer", "untried", "resting", {}, restsUntil);
  return step("answer", "untried", "nothing");
}

function answerOf(outcome: TokenOutcome | ProbeOutcome, call: SeenCall | null, restsUntil: Date | null): DiagnosisStep {
  const host = call?.host ?? "";
  const { status, durationMs } = outcome.evidence;
  const came = step("answer", "fine", "came", { host, seconds: durationMs / 1000 });
  if (outcome.ok) return came;
  switch (call?.reason ?? null) {
    case "timeout":
      return step("answer", "wrong", "late", { host, seconds: durationMs / 1000 });
    case "redirect":
      return step("answer", "wrong", "moved", { host });
    case "body_too_large":
    case "headers_too_large":
      return step("answer", "wrong", "too_long", { host });
    case null:
      break;
    default:
      return step("answer", "wrong", "cut", { host });
  }
  switch (effectOf(outcome.class)) {
    case "throttled":
      return step("answer", "wrong", "busy", { host }, restsUntil);
    case "malformed_response":
      return step("answer", "wrong", "page", { host });
    case "provider_unavailable":
      // A page where an answer should be comes with the status of a success.
      return status !== null && status < 400
        ? step("answer", "wrong", "page", { host })
        : step("answer", "wrong", "error", { host, status: status ?? "" });
    default:
      return came;
  }
}

/** Whether their clock and ours agree, by the `Date` of their answers (RFC 9110 §6.6.1). */
export function clockStep(facts: DiagnosisFacts): DiagnosisStep {
  const made = madeCalls(facts);
  if (made.length === 0) return step("clock", "untried", "before");
  const skews = made.flatMap(({ outcome }) => outcome.evidence.clockSkewMs ?? []);
  if (skews.length === 0) return step("clock", "untried", "silent");
  const worst = skews.reduce((most, each) => (Math.abs(each) > Math.abs(most) ? each : most));
  if (Math.abs(worst) < SKEW_MS) return step("clock", "fine", "agrees");
  return step("clock", "wrong", worst > 0 ? "ahead" : "behind", { minutes: Math.round(Math.abs(worst) / 60_000) });
}
