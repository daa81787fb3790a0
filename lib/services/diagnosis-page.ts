import { isEnded } from "../core/connections/connection";
import type { DiagnosisReport } from "../core/connections/diagnosis/report";
import type { ConnectionRecord } from "../core/connections/record";
import { failure } from "../core/errors";
import type { ProviderDefinition } from "../core/providers/definition";
import { err, ok } from "../core/result";
import type { DiagnosisReportView } from "../views/diagnosis";
import type { Actor, ConnectionServices } from "./contract";
import type { Dependencies } from "./dependencies";
import { DIAGNOSE_EVERY_MS } from "./diagnose-connection";
import { presentConnection } from "./present-connection";
import { scopeView } from "./present-provider";
import { definitionOf } from "./resolve-target";

/** What was found is true for about so long, in milliseconds; then it is told as what was true. */
const STALE_MS = 60 * 60_000;

/** The page "why is it not working?": the connection, what the newest look showed, and when it can be looked at again. */
export async function diagnosisPage(
  deps: Pick<Dependencies, "connections" | "diagnoses" | "definitions" | "clock">,
  actor: Actor,
  id: string,
): ReturnType<ConnectionServices["diagnosisPage"]> {
  const connection = await deps.connections.ofOwner(actor.userId, id);
  if (!connection) return err(failure("not_found"));
  const definition = definitionOf(deps, connection.providerId);
  const now = deps.clock.now();
  const { report, beganMs } = await deps.diagnoses.latest(id);
  return ok({
    ...presentConnection(definition, connection, now),
    canAsk: definition !== null && !isEnded(connection.status),
    waitSeconds: beganMs === null ? 0 : Math.max(0, Math.ceil((DIAGNOSE_EVERY_MS - beganMs) / 1000)),
    report: report && presentReport(definition, connection, report, now),
  });
}

function presentReport(
  definition: ProviderDefinition | null,
  { status, keeping }: ConnectionRecord,
  report: DiagnosisReport,
  now: Date,
): DiagnosisReportView {
  const { at, reference, steps, verdict, calls, renewals } = report;
  const permissionOf = (value: string) =>
    definition ? scopeView(definition, value, false) : { value, text: null, writes: false, given: false };
  return {
    at,
    reference,
    isOver: report.status !== status || report.generation !== keeping.generation || now.getTime() - Date.parse(at) > STALE_MS,
    steps: steps.map(({ permissions, ...step }) => ({ ...step, permissions: permissions.map(permissionOf) })),
    verdict,
    calls,
    renewals,
  };
}
