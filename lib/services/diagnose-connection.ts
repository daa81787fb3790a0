import { isEnded } from "../core/connections/connection";
import type { DiagnosisFacts } from "../core/connections/diagnosis/facts";
import { judgeDiagnosis } from "../core/connections/diagnosis/judge";
import type { DiagnosisCall, DiagnosisReport, LastRenewal } from "../core/connections/diagnosis/report";
import { failure } from "../core/errors";
import { reference } from "../core/ids";
import type { RefreshAttemptRecord } from "../core/ports/admin";
import { err, ok } from "../core/result";
import type { Actor, ConnectionServices } from "./contract";
import type { Dependencies } from "./dependencies";
import { examineConnection } from "./examine-connection";
import { definitionOf } from "./resolve-target";

/** So many of the newest renewals stand beside what was found. */
const RENEWALS_SHOWN = 3;

/** A person may ask once in this many milliseconds per connection. */
export const DIAGNOSE_EVERY_MS = 60_000;

/**
 * "Why is it not working?": looks at each thing that a connection needs, in order, and keeps what it found for the
 * page. Two calls at most, none of which uses anything up; the connection stays as it is.
 */
export async function diagnoseConnection(
  deps: Dependencies,
  actor: Actor,
  id: string,
): ReturnType<ConnectionServices["diagnoseConnection"]> {
  const connection = await deps.connections.ofOwner(actor.userId, id);
  if (!connection) return err(failure("not_found"));
  const definition = definitionOf(deps, connection.providerId);
  if (definition === null || isEnded(connection.status)) return err(failure("not_usable"));
  if (!(await deps.diagnoses.begin(actor.userId, id, DIAGNOSE_EVERY_MS))) return err(failure("too_soon"));

  const facts = await examineConnection(deps, definition, connection);
  const report: DiagnosisReport = {
    at: facts.now.toISOString(),
    reference: reference(deps.randomness.fraction),
    status: connection.status,
    generation: connection.keeping.generation,
    ...judgeDiagnosis(facts),
    calls: callsOf(facts),
    renewals: (await deps.admin.attempts(id, RENEWALS_SHOWN)).map(lastRenewal),
  };
  await deps.diagnoses.keep(id, report);
  await noteWhatItShowed(deps, actor, facts, report);
  return ok({ verdict: report.verdict.kind });
}

const lastRenewal = ({ at, state, status }: RefreshAttemptRecord): LastRenewal => ({
  at: at.toISOString(),
  end: state === "COMMITTED" ? "renewed" : state === "FAILED" ? "failed" : "unclear",
  status: state === "COMMITTED" ? null : status,
});

function callsOf({ client, access }: DiagnosisFacts): readonly DiagnosisCall[] {
  return [
    ...(client.kind === "tried" && client.call ? [{ ...client.call, step: "client" as const }] : []),
    ...(access.kind === "asked" && access.call ? [{ ...access.call, step: "grant" as const }] : []),
  ];
}

async function noteWhatItShowed(deps: Dependencies, actor: Actor, facts: DiagnosisFacts, report: DiagnosisReport): Promise<void> {
  const { id, registrationId } = facts.connection;
  const { verdict, steps, reference: code } = report;
  const by = { actorKind: "seller", actorId: actor.userId } as const;
  const { access, restsUntil } = facts;
  if (access.kind === "asked" && access.outcome.ok) await deps.connections.checks.worked(id);
  if (access.kind === "asked" && !access.outcome.ok && restsUntil !== null)
    await deps.connections.checks.holdOff(id, restsUntil.getTime() - facts.now.getTime());
  const wrong = steps.filter(({ result }) => result === "wrong").map(({ name, why }) => `${name}.${why}`);
  const data = { registration: registrationId, verdict: verdict.why, wrong, ...refusalIn(facts) };
  const isAdmins = verdict.kind === "admin";
  // Whatever it showed: an admin finds the connection by the reference that its seller reads out.
  const entry = isAdmins
    ? ({ action: "diagnosis_needs_admin", result: "failed" } as const)
    : ({ action: "diagnosed", result: "done" } as const);
  await deps.audit.write({ ...by, ...entry, object: id, reference: code, data });
  if (isAdmins) deps.logger.warn("a diagnosis found what only an admin can mend", { connection: id, ...data, reference: code });
  await deps.connections.note(id, [{ ...by, type: `diagnosed.${verdict.kind}`, reference: code }]);
}

/** How the provider refused the harmless call, for whoever looks the reference up. */
function refusalIn({ access }: DiagnosisFacts): Readonly<Record<string, string>> {
  if (access.kind !== "asked" || access.outcome.ok) return {};
  const { class: errorClass, evidence } = access.outcome;
  return { class: errorClass, status: String(evidence.status ?? ""), code: evidence.errorCode ?? "" };
}
