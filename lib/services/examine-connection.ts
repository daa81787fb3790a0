import "#node-only";
import { type AccessFinding, type ClientFinding, type DiagnosisFacts, madeCalls } from "../core/connections/diagnosis/facts";
import { isOpen } from "../core/connections/diagnosis/reach-steps";
import type { ConnectionRecord } from "../core/connections/record";
import { missingScope } from "../core/oauth/scope";
import type { ProviderDefinition } from "../core/providers/definition";
import type { Dependencies } from "./dependencies";
import { examineAccess } from "./examine-access";
import { examineClient } from "./examine-client";
import { ownValues } from "./own-values";
import { presentConnection } from "./present-connection";
import { resolveTarget } from "./resolve-target";

const BEFORE = { kind: "not_tried", why: "before" } as const satisfies ClientFinding;
const NOT_ASKED = { kind: "not_asked", why: "before" } as const satisfies AccessFinding;

/**
 * Finds out all that a diagnosis is judged by. Where no line can be opened nothing is asked, because an answer that
 * cannot come would only take time. What is asked is asked at once, within one deadline.
 */
export async function examineConnection(
  deps: Dependencies,
  definition: ProviderDefinition,
  connection: ConnectionRecord,
): Promise<DiagnosisFacts> {
  const now = deps.clock.now();
  const { scopeWanted, scopeGranted } = connection;
  const known = {
    now,
    connection,
    missing: missingScope(scopeWanted, scopeGranted, definition.scope.implies),
    hasPermissions: scopeWanted.length > 0,
    endsSoon: presentConnection(definition, connection, now).state === "ends_soon",
  };
  const registration = await deps.registrations.byId(connection.registrationId);
  const target = registration && resolveTarget(deps, registration, connection);
  if (!registration || !target?.ok) {
    // A key of ours that is missing says nothing about the settings.
    const isKey = target?.ok === false && target.error.code === "key_unavailable";
    const access: AccessFinding = { kind: "not_asked", why: isKey ? "key" : "before" };
    const client: ClientFinding = isKey ? BEFORE : { kind: "not_tried", why: "no_target" };
    return { ...known, lines: null, client, access, restsUntil: null };
  }

  const variables = await ownValues(deps, definition, connection);
  const lines = await deps.examine().lines({ target: target.value, variables });
  if (lines === null || !lines.every(isOpen)) return { ...known, lines, client: BEFORE, access: NOT_ASKED, restsUntil: null };
  const [client, access] = await Promise.all([
    examineClient(deps, registration, target.value),
    examineAccess(deps, definition, connection),
  ]);
  return { ...known, lines, client, access, restsUntil: restsUntil(client, access, registration.frozenUntil, now) };
}

/** As the newest answer says; else until the rest that it already asked for is over. */
function restsUntil(client: ClientFinding, access: AccessFinding, frozenUntil: Date | null, now: Date): Date | null {
  const told = madeCalls({ client, access }).flatMap(({ outcome }) => (outcome.ok ? [] : (outcome.retryAfterSeconds ?? [])));
  if (told.length > 0) return new Date(now.getTime() + Math.max(...told) * 1000);
  return frozenUntil !== null && frozenUntil > now ? frozenUntil : null;
}
