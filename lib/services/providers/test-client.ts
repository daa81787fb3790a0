import "#node-only";
import { userVariables } from "../../core/oauth/user-value";
import type { Examination, PageFinding } from "../../core/ports/examination";
import type { AdminRegistration } from "../../core/ports/provider-admin";
import type { ProviderTarget, TokenOutcome } from "../../core/ports/provider-client";
import type { TestReport } from "../../core/providers/configuration-test";
import { carries, isWell, judgeTest, verdictOf } from "../../core/providers/configuration-test";
import { ok } from "../../core/result";
import type { Actor } from "../actor";
import { audited } from "../audited";
import type { Dependencies } from "../dependencies";
import { resolveTarget } from "../resolve-target";
import { noteCredentials, sendMadeUp } from "../try-credentials";
import { clientOf } from "./client-of";
import type { ProviderServices } from "./contract";
import { doneBy } from "./done-by";

/**
 * Tries out all that can be tried of a configuration without a seller: the line, the page on which sellers agree, the
 * token endpoint, our credentials with a made-up token, and the clock. What it found stays on the page.
 */
export function testClient(deps: Dependencies, actor: Actor, id: string): ReturnType<ProviderServices["testClient"]> {
  const act = { action: "client_tested", object: id };
  return audited(deps, actor, "manage_providers", act, async () => {
    const client = await clientOf(deps, id);
    if (!client.ok) return client;
    const { registration } = client.value;
    const report = await examineConfiguration(deps, registration);
    const wrong = report.steps.filter(({ state }) => state === "wrong").map(({ name }) => name);
    await deps.providerAdmin.keepTest(id, report, doneBy(actor, act.action, id, { wrong }));
    return ok({ providerId: registration.providerId, clientId: id, isWell: isWell(report) });
  });
}

const BEFORE = { kind: "not_tried", why: "before" } as const satisfies PageFinding;

async function examineConfiguration(deps: Dependencies, registration: AdminRegistration): Promise<TestReport> {
  const target = resolveTarget(deps, registration);
  if (!target.ok) return judgeTest({ lines: null, page: BEFORE, tried: [], notTried: "before" });
  const look = deps.examine();
  const lines = await look.lines({ target: target.value, variables: target.value.variables });
  // Behind a line that cannot be opened there is nobody to ask.
  if (lines === null || !lines.every(carries)) return judgeTest({ lines, page: BEFORE, tried: [], notTried: "before" });
  const [page, tried] = await Promise.all([openPage(deps, look, target.value), trySecrets(deps, registration, target.value)]);
  return judgeTest({ lines, page, tried, notTried: registration.isInEmergency ? "stopped" : "off" });
}

async function openPage(deps: Dependencies, look: Examination, target: ProviderTarget): Promise<PageFinding> {
  const { definition } = target;
  if (userVariables(definition).length > 0) return { kind: "not_tried", why: "needs_value" };
  const prepared = await deps.provider.prepare({ target, variables: {}, when: "leaving" });
  if (!prepared.ok) return { kind: "not_tried", why: "no_address" };
  const { token } = deps.randomness;
  const scope = [...definition.scope.required, ...definition.scope.oneOf.slice(0, 1)];
  const asked = { state: token(32), nonce: token(32), codeChallenge: deps.digest.sha256(token(32)), scope, variables: {} };
  const url = deps.provider.authorizationUrl({ target: prepared.value, ...asked });
  return look.page({ target: prepared.value, variables: {}, url });
}

/** Each secret by itself, in the order of use: only so an admin sees which of them the provider still takes. */
async function trySecrets(
  deps: Dependencies,
  registration: AdminRegistration,
  target: ProviderTarget,
): Promise<readonly TokenOutcome[]> {
  if (target.definition.canary !== "allowed" || registration.isInEmergency) return [];
  const tried: TokenOutcome[] = [];
  for (const clientSecret of [target.clientSecret, ...(target.olderSecrets ?? [])])
    tried.push(await sendMadeUp(deps, { ...target, clientSecret, olderSecrets: [] }));
  // One that nobody uses yet is no trouble of anybody's.
  const told = tried.find((outcome) => verdictOf(outcome) === "accepted") ?? tried[0];
  if (told && (registration.enabled || registration.live > 0)) await noteCredentials(deps, registration, told);
  return tried;
}
