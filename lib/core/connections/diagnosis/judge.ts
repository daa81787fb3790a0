import { clientStep, grantStep, scopeStep } from "./account-steps";
import type { DiagnosisFacts } from "./facts";
import { answerStep, clockStep, lineStep, nameStep } from "./reach-steps";
import type { DiagnosisReport, DiagnosisStep, DiagnosisStepName, Verdict } from "./report";

/** All steps and the one thing that follows from them. Nothing is tried here: what was found is judged. */
export function judgeDiagnosis(facts: DiagnosisFacts): Pick<DiagnosisReport, "steps" | "verdict"> {
  const steps = [nameStep, lineStep, answerStep, clockStep, clientStep, grantStep, scopeStep].map((judge) => judge(facts));
  return { steps, verdict: verdictOf(facts, (name) => findStep(steps, name)) };
}

function findStep(steps: readonly DiagnosisStep[], name: DiagnosisStepName): DiagnosisStep {
  const found = steps.find((each) => each.name === name);
  if (!found) throw new Error(`diagnosis: the step ${name} was left out`);
  return found;
}

/**
 * The first thing that stands in the way decides, in the order of the steps. Whoever needs their seller is not sent to
 * a provider that does not answer, and not while our own credentials are refused: signing in would fail as well.
 */
function verdictOf({ connection, client, endsSoon }: DiagnosisFacts, of: (name: DiagnosisStepName) => DiagnosisStep): Verdict {
  const { status, keeping } = connection;
  const needsSeller = status === "NEEDS_REAUTH";
  if (connection.stoppedAt !== null || (connection.providerPaused && !needsSeller)) return { kind: "admin", why: "paused_here" };
  if (status === "PAUSED") return { kind: "resume", why: "paused" };
  if (of("grant").why === "key") return { kind: "admin", why: "ours" };
  if (of("name").result === "untried" || (client.kind === "not_tried" && client.why === "no_target"))
    return { kind: "admin", why: "set_up" };
  const reach = [of("name"), of("line"), of("answer")].find(({ result }) => result === "wrong");
  if (reach?.why === "forbidden") return { kind: "admin", why: "forbidden" };
  if (reach && needsSeller) return { kind: "wait", why: "down_then_reconnect" };
  if (of("client").result === "wrong") return { kind: "admin", why: "set_up" };
  if (reach) return { kind: "wait", why: reach.why === "busy" ? "busy" : "down" };

  const failing = keeping.failuresInRow > 0 ? keeping.lastFailure : null;
  if (failing?.class === "ours" && of("grant").result !== "wrong") return { kind: "admin", why: "ours" };
  const grant = grantVerdict(of("grant"));
  if (grant !== null) return grant;
  if (of("clock").result === "wrong") return { kind: "admin", why: "clock" };
  if (of("scope").result === "wrong") return { kind: "reconnect", why: "add" };
  if (endsSoon) return { kind: "reconnect", why: "ends_soon" };
  if (failing !== null || connection.trouble !== null) return { kind: "wait", why: "back_again" };
  return of("grant").result === "fine" ? { kind: "fine", why: "fine" } : { kind: "wait", why: "soon" };
}

function grantVerdict({ result, why }: DiagnosisStep): Verdict | null {
  if (why === "over") return { kind: "renew", why: "only_renewal_tells" };
  if (result !== "wrong") return null;
  switch (why) {
    case "refused_once":
      return { kind: "wait", why: "asked_again" };
    case "refused_for_many":
      return { kind: "wait", why: "refused_for_many" };
    case "refused_now":
      return { kind: "renew", why: "only_renewal_tells" };
    case "not_let_in":
      return { kind: "admin", why: "not_let_in" };
    default:
      return { kind: "reconnect", why: "gone" };
  }
}
