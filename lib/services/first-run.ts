import { failure } from "../core/errors";
import { publicId } from "../core/ids";
import { err, ok } from "../core/result";
import { plainCode } from "../core/sign-in/setup-code";
import { networkOf, TRY_LIMITS } from "../core/sign-in/try-limits";
import { beginSession } from "./begin-session";
import { limitTries } from "./limit-tries";
import type { WaysInServices } from "./ways-in-contract";
import type { WaysInDependencies } from "./ways-in-dependencies";

/** Tries a setup code. Wrong ones are audited, up to the limit: what comes after it is no guess any more. */
export async function trySetupCode(
  deps: WaysInDependencies,
  { code, client }: Parameters<WaysInServices["trySetupCode"]>[0],
): ReturnType<WaysInServices["trySetupCode"]> {
  if (!(await deps.setup.isEmpty())) return err(failure("not_found"));
  const network = networkOf(client);
  if (network !== null) {
    const fromThere = await limitTries(deps, TRY_LIMITS.codeFromNetwork, network);
    if (!fromThere.ok) return fromThere;
  }
  const overall = await limitTries(deps, TRY_LIMITS.code, "everybody");
  if (!overall.ok) return overall;

  const proof = deps.digest.sha256(plainCode(code));
  if (await deps.setup.isCode(proof)) return ok({ proof });
  await deps.audit.write({
    action: "setup_code_refused",
    actorKind: "holdfast",
    actorId: null,
    object: null,
    result: "denied",
  });
  return err(failure("form_invalid"));
}

/** Makes the one person there is, uses the code up, and signs them in. */
export async function makeFirstAdmin(
  deps: WaysInDependencies,
  { proof, name, email, userAgent }: Parameters<WaysInServices["makeFirstAdmin"]>[0],
): ReturnType<WaysInServices["makeFirstAdmin"]> {
  const clean = name.normalize("NFC").replace(/\s+/gu, " ").trim();
  const admin = await deps.setup.makeFirstAdmin(
    proof,
    { id: publicId("usr", deps.randomness.token(15)), name: clean, email },
    { action: "first_admin_made", actorKind: "admin", actorId: null, object: null, result: "done" },
  );
  return admin ? ok(await beginSession(deps, admin, userAgent)) : err(failure("not_found"));
}
