import { newSetupCode, plainCode } from "../core/sign-in/setup-code";
import type { WaysInDependencies } from "./ways-in-dependencies";

type Deps = Pick<WaysInDependencies, "setup" | "digest" | "randomness">;

/** How the first person gets in: `given` by the settings, `new` and to be told once, `told` by an earlier start, or not at all. */
export type SetupOffer = { readonly kind: "new"; readonly code: string } | { readonly kind: "given" | "told" | "closed" };

/**
 * Opens the first run where there is nobody yet, and closes it where there is somebody.
 *
 * @param chosen the code that the settings name; null: one is made, by the first process that starts
 */
export async function offerSetup(deps: Deps, chosen: string | null): Promise<SetupOffer> {
  if (!(await deps.setup.isEmpty())) {
    await deps.setup.forgetCode();
    return { kind: "closed" };
  }
  const code = chosen ?? newSetupCode(deps.randomness.fraction);
  const kept = await deps.setup.keepCode(deps.digest.sha256(plainCode(code)), chosen !== null);
  if (chosen !== null) return { kind: "given" };
  return kept ? { kind: "new", code } : { kind: "told" };
}
