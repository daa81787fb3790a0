import type { Failure } from "../core/errors";
import { failure } from "../core/errors";
import { err, ok, type Result } from "../core/result";
import { networkOf } from "../core/sign-in/try-limits";
import type { Dependencies } from "./dependencies";
import { type FoundLink, linkOf } from "./link-of";

/** What a link's address holds: 192 bits in base64url. */
const CODE = /^[A-Za-z0-9_-]{32}$/;
export const CODE_BYTES = 24;

/** The code of a link's address, and who asks: a network address, as far as it is known. */
export type Knock = { readonly code: string; readonly from: string };

/**
 * The link behind a code. Wrong codes are counted by who sends them; after too many nobody there is answered for a while,
 * so that not even a right guess would tell itself apart.
 */
export async function findLink(
  deps: Pick<Dependencies, "links" | "connections" | "digest" | "guesses">,
  { code, from }: Knock,
): Promise<Result<FoundLink, Failure<"not_found" | "too_many">>> {
  const network = networkOf(from);
  if (network !== null && deps.guesses.tooMany(network)) return err(failure("too_many"));
  const link = CODE.test(code) ? await deps.links.byCodeHash(deps.digest.sha256(code)) : null;
  const found = await linkOf(deps, link);
  if (found.link !== null) return ok(found);
  if (network !== null) deps.guesses.note(network);
  return err(failure("not_found"));
}
