import "#node-only";
import { buildApiRequest } from "../../core/oauth/api-request";
import { acceptLink } from "../../core/oauth/discovered-endpoint";
import { environmentOrigins, plainHttpOrigins } from "../../core/oauth/endpoints";
import type { CallKind } from "../../core/oauth/error-rules";
import { linkTo } from "../../core/oauth/hal";
import { isJsonObject, parseJson } from "../../core/oauth/json-path";
import { secretsOf } from "../../core/oauth/target-values";
import type { CallEvidence, ProviderTarget } from "../../core/ports/provider-client";
import { err, ok, type Result } from "../../core/result";
import { type Call, type CallDeps, callProvider } from "./call-provider";
import { type FailedOutcome, failedOutcome, malformedOutcome, plainEvidence, refusedOutcome, unsentOutcome } from "./failed-call";

/** Who reads, and for what: the errors of a revocation have rules of their own. */
export type Reader = {
  readonly target: ProviderTarget;
  readonly variables: Readonly<Record<string, string>>;
  readonly accessToken: string;
  readonly where: CallKind;
};

/** A document of the API and the address that it was read at, against which its links are written. */
export type Linked = {
  readonly address: string;
  readonly document: Readonly<Record<string, unknown>>;
  readonly evidence: CallEvidence;
};

/**
 * Calls the API at an address of the definition or a link of a document, with the seller's access and the definition's headers.
 * Nothing leaves for an address outside the environment (`security.md` B7).
 */
export async function callLinked(
  deps: CallDeps,
  { target, variables, accessToken }: Reader,
  method: "GET" | "DELETE",
  endpoint: string,
): Promise<Result<Call & { readonly address: string }, FailedOutcome>> {
  const request = buildApiRequest(target, { method, endpoint, accessToken, variables });
  if (!request.ok) return err(unsentOutcome(request.error));
  return ok({ ...(await callProvider(deps, { target, variables, request: request.value })), address: request.value.url });
}

/** Reads one document. */
export async function readLinked(deps: CallDeps, reader: Reader, endpoint: string): Promise<Result<Linked, FailedOutcome>> {
  const called = await callLinked(deps, reader, "GET", endpoint);
  if (!called.ok) return called;
  const { outcome, address } = called.value;
  if (!outcome.ok || outcome.reply.status !== 200)
    return err(failedOutcome(reader.where, reader.target, called.value, [reader.accessToken, ...secretsOf(reader.target)]));
  const document = parseJson(outcome.reply.body);
  if (!isJsonObject(document)) return err(malformedOutcome(called.value, "a linked document is not JSON"));
  return ok({ address, document, evidence: plainEvidence(called.value) });
}

/** Reads a start, and from there one document after the other by the relations of their links. */
export async function followLinks(
  deps: CallDeps,
  reader: Reader,
  { start, follow }: { readonly start: string; readonly follow: readonly (string | readonly string[])[] },
): Promise<Result<Linked, FailedOutcome>> {
  let at = await readLinked(deps, reader, start);
  for (const step of follow) {
    if (!at.ok) return at;
    const from = at.value;
    const relations = typeof step === "string" ? [step] : step;
    const link = relations.map((relation) => linkOf(reader, from, relation)).find((found) => found !== null);
    if (link === undefined) return err(refusedOutcome("reply_malformed", `no link ${relations.join(" or ")}`));
    if (!link.ok) return link;
    at = await readLinked(deps, reader, link.value);
  }
  return at;
}

/** Where a document's link leads; null without one, a failure when it leads out of the environment. */
export function linkOf(
  { target, variables }: Reader,
  { address, document }: { readonly address: string; readonly document: unknown },
  relation: string,
): Result<string, FailedOutcome> | null {
  const link = linkTo(document, relation, address);
  if (link === null) return null;
  const scope = { definition: target.definition, environmentId: target.environmentId, variables };
  const accepted = acceptLink(link, environmentOrigins(scope), plainHttpOrigins(scope));
  if (!accepted.ok) return err(refusedOutcome("reply_malformed", `the link ${relation} is refused`, accepted.error.code));
  return ok(accepted.value.href);
}
