import { lookup } from "node:dns/promises";
import { addressKind } from "../../core/net/address-kind";
import type { CallTarget } from "../../core/net/call-target";
import { err, ok, type Result } from "../../core/result";
import type { DialFailure } from "./dial-failure";

/** All addresses of a host name. Rejects when there are none. */
export type Resolve = (hostname: string) => Promise<readonly string[]>;

export const resolveBySystem: Resolve = async (hostname) =>
  (await lookup(hostname, { all: true, verbatim: true })).map(({ address }) => address);

const whenAborted = (signal: AbortSignal): Promise<"aborted"> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve("aborted");
    signal.addEventListener("abort", () => resolve("aborted"), { once: true });
  });

/**
 * The addresses that may be dialled for `target`, resolved once (`security.md` B5).
 *
 * One forbidden address refuses the whole answer: a set that mixes public and private ones is how a
 * rebinding server gets a client to fall back to the private one.
 */
export async function resolveChecked(
  resolve: Resolve,
  target: CallTarget,
  signal: AbortSignal,
): Promise<Result<readonly string[], DialFailure>> {
  const answer = target.literal
    ? [target.hostname]
    : await Promise.race([resolve(target.hostname).catch(() => "failed" as const), whenAborted(signal)]);
  if (answer === "aborted") return err({ reason: "timeout", why: "no address in time" });
  if (answer === "failed" || answer.length === 0) return err({ reason: "dns", why: "the name has no address" });

  const forbidden = answer.map(addressKind).find((kind) => kind !== target.reach);
  if (forbidden === undefined) return ok(answer);
  return err({ reason: "refused_by_guard", why: `the name leads to a ${forbidden} address, only ${target.reach} is allowed` });
}
