import "#node-only";
import { lowerCaseNames } from "../../core/oauth/dialect-request";
import { discoveryAddress, discoveryIssuer } from "../../core/oauth/discovery-address";
import type { AddressScope } from "../../core/oauth/endpoints";
import { type FoundEndpoints, type HalHome, readHalHome, readServerMetadata } from "../../core/oauth/found-endpoints";
import { isJsonObject, parseJson } from "../../core/oauth/json-path";
import { privateValues, secretsOf } from "../../core/oauth/target-values";
import { fillTemplates } from "../../core/oauth/template";
import type { ProviderTarget } from "../../core/ports/provider-client";
import type { ProviderDefinition } from "../../core/providers/definition";
import { err, type Result } from "../../core/result";
import { type CallDeps, callProvider } from "./call-provider";
import { type FailedOutcome, failedOutcome, malformedOutcome, unsentOutcome } from "./failed-call";

type Discovery = Exclude<ProviderDefinition["discovery"], { readonly kind: "none" }>;
type Place = { readonly target: ProviderTarget; readonly variables: Readonly<Record<string, string>> };

/** Fetches the document that names a provider's endpoints, and reads it. Never sends a seller's token. */
export async function findEndpoints(
  deps: CallDeps,
  discovery: Discovery,
  { target, variables }: Place,
): Promise<Result<FoundEndpoints, FailedOutcome>> {
  const scope = { definition: target.definition, environmentId: target.environmentId, variables };
  const address = discoveryAddress(scope, discovery);
  if (!address.ok) return err(unsentOutcome(address.error));
  const headers = fillTemplates(discovery.kind === "hal" ? discovery.headers : {}, privateValues(target, variables));
  if (!headers.ok) return err(unsentOutcome(headers.error));

  const accept = discovery.kind === "hal" ? "application/hal+json, application/json" : "application/json";
  const call = await callProvider(deps, {
    target,
    variables,
    request: { method: "GET", url: address.value.href, headers: { accept, ...lowerCaseNames(headers.value) }, body: null },
  });
  if (!call.outcome.ok || call.outcome.reply.status !== 200) return err(failedOutcome("api", target, call, secretsOf(target)));
  const document = parseJson(call.outcome.reply.body);
  if (!isJsonObject(document)) return err(malformedOutcome(call, "the document that names the endpoints is not JSON"));
  const found = read(scope, discovery, { address: address.value.href, document });
  return found.ok ? found : err(malformedOutcome(call, found.error));
}

function read(scope: AddressScope, discovery: Discovery, home: HalHome): Result<FoundEndpoints, string> {
  if (discovery.kind === "hal") return readHalHome(scope, discovery, home);
  const issuer = discoveryIssuer(scope, discovery);
  return issuer === null ? err("the issuer cannot be written") : readServerMetadata(scope, issuer, home.document);
}
