import { networkOf, TRY_LIMITS } from "../core/sign-in/try-limits";
import { limitTries } from "./limit-tries";
import type { WaysInServices } from "./ways-in-contract";
import type { WaysInDependencies } from "./ways-in-dependencies";

type Deps = Pick<WaysInDependencies, "throttle" | "digest">;

/** Counts one ask for a mailed link, first for where it came from, so that a flood of asks uses up nobody's share. */
export async function countLinkAsked(
  deps: Deps,
  { email, client }: Parameters<WaysInServices["countLinkAsked"]>[0],
): ReturnType<WaysInServices["countLinkAsked"]> {
  const network = networkOf(client);
  if (network !== null) {
    const fromThere = await limitTries(deps, TRY_LIMITS.linkFromNetwork, network);
    if (!fromThere.ok) return fromThere;
  }
  return limitTries(deps, TRY_LIMITS.linkForAddress, email);
}
