import "#node-only";
import { embeddedItems, isItemOf } from "../../core/oauth/hal";
import { publicValues, secretsOf } from "../../core/oauth/target-values";
import { fillTemplates } from "../../core/oauth/template";
import type { CallEvidence, ProviderClient, RevocationOutcome } from "../../core/ports/provider-client";
import type { ProviderDefinition } from "../../core/providers/definition";
import { err, ok, type Result } from "../../core/result";
import type { CallDeps } from "./call-provider";
import { type FailedOutcome, failedOutcome, failedRevocation, plainEvidence, refusedOutcome, unsentOutcome } from "./failed-call";
import { oneDeadline } from "./one-deadline";
import { callLinked, followLinks, linkOf, type Reader, readLinked } from "./read-linked";

type ResourceRevocation = Extract<ProviderDefinition["revocation"], { readonly kind: "resource" }>;
type Found = { readonly addresses: readonly string[]; readonly evidence: CallEvidence };

/** A list of one account's own applications is never longer; a list that goes in circles is. */
const MOST_PAGES = 20;

/**
 * Ends a grant that is a resource of the API: finds what is ours and deletes it, the DELETE being the
 * last call, because our own access ends with it.
 *
 * Where nothing is ours the grant is gone already, which is the success that was wanted.
 */
export async function revokeResource(
  deps: CallDeps,
  revocation: ResourceRevocation,
  { target, variables, accessToken }: Parameters<ProviderClient["revoke"]>[0],
): Promise<RevocationOutcome> {
  const match = fillTemplates(revocation.match, publicValues(target, variables));
  if (!match.ok) return failedRevocation(unsentOutcome(match.error));
  const reader: Reader = { target, variables, accessToken, where: "revocation" };
  const found = await findOurs(oneDeadline(deps), reader, revocation, match.value);
  if (!found.ok) return failedRevocation(found.error);

  let { evidence } = found.value;
  let deleted = false;
  for (const address of found.value.addresses) {
    const called = await callLinked(deps, reader, "DELETE", address);
    if (!called.ok) return failedRevocation(called.error);
    const { outcome } = called.value;
    // The first DELETE may take our access along: from then on a 401 says that it worked.
    const gone = outcome.ok && ([404, 410].includes(outcome.reply.status) || (deleted && outcome.reply.status === 401));
    const done = outcome.ok && outcome.reply.status >= 200 && outcome.reply.status < 300;
    if (!gone && !done)
      return failedRevocation(failedOutcome("revocation", target, called.value, [accessToken, ...secretsOf(target)]));
    deleted ||= done;
    evidence = plainEvidence(called.value);
  }
  return { kind: "revoked", evidence };
}

/** The addresses of the items that are ours, on all pages of the list. */
async function findOurs(
  deps: CallDeps,
  reader: Reader,
  revocation: ResourceRevocation,
  match: readonly (readonly [string, string])[],
): Promise<Result<Found, FailedOutcome>> {
  const addresses = new Set<string>();
  const seen = new Set<string>();
  let page = await followLinks(deps, reader, revocation);
  for (;;) {
    if (!page.ok) return page;
    const { document, address, evidence } = page.value;
    seen.add(address);
    for (const item of embeddedItems(document, revocation.items).filter((each) => isItemOf(each, match))) {
      const own = linkOf(reader, { address, document: item }, "self");
      if (own === null) return err(refusedOutcome("reply_malformed", "an item of ours has no address"));
      if (!own.ok) return own;
      addresses.add(own.value);
    }
    // Some lists name their last page as its own next one.
    const next = linkOf(reader, page.value, "next");
    if (next === null || (next.ok && seen.has(next.value))) return ok({ addresses: [...addresses], evidence });
    if (!next.ok) return next;
    if (seen.size >= MOST_PAGES) return err(refusedOutcome("reply_malformed", "the list has too many pages"));
    page = await readLinked(deps, reader, next.value);
  }
}
