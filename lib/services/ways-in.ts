import { TRY_LIMITS } from "../core/sign-in/try-limits";
import { admitServiceAccount } from "./admit-service-account";
import { acceptInvitation, declineInvitation, readInvitation } from "./answer-invitation";
import { countLinkAsked } from "./count-link-asked";
import { makeFirstAdmin, trySetupCode } from "./first-run";
import { limitTries } from "./limit-tries";
import { setupChecks } from "./setup-checks";
import type { WaysInServices } from "./ways-in-contract";
import type { WaysInDependencies } from "./ways-in-dependencies";

/** Every way in with its dependencies filled in. */
export const waysInServices = (deps: WaysInDependencies): WaysInServices => ({
  countLinkAsked: (input) => countLinkAsked(deps, input),
  invitation: (token) => readInvitation(deps, token),
  acceptInvitation: (input) => acceptInvitation(deps, input),
  declineInvitation: (token) => declineInvitation(deps, token),
  admitServiceAccount: (account) => admitServiceAccount(deps, account),
  isFirstRun: () => deps.setup.isEmpty(),
  trySetupCode: (input) => trySetupCode(deps, input),
  isSetupProof: async (proof) => (await deps.setup.isEmpty()) && (await deps.setup.isCode(proof)),
  setupChecks: (seenOrigin) => setupChecks(deps, seenOrigin),
  countTestMail: () => limitTries(deps, TRY_LIMITS.testMail, "everybody"),
  makeFirstAdmin: (input) => makeFirstAdmin(deps, input),
});
