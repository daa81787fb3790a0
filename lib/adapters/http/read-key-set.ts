import { isJsonObject, parseJson } from "../../core/oauth/json-path";
import type { ProviderTarget } from "../../core/ports/provider-client";
import { type CallDeps, callProvider } from "./call-provider";
import type { KeySet } from "./key-memory";

/** A JWK Set (RFC 7517 §5) from the address that the definition names, through the guarded client; null when it cannot be read. */
export async function readKeySet(
  deps: CallDeps,
  call: { readonly target: ProviderTarget; readonly variables: Readonly<Record<string, string>>; readonly url: string },
): Promise<KeySet | null> {
  const { target, variables, url } = call;
  const headers = { accept: "application/jwk-set+json, application/json" };
  const { outcome } = await callProvider(deps, { target, variables, request: { method: "GET", url, headers, body: null } });
  if (!outcome.ok || outcome.reply.status !== 200) return null;
  const body = parseJson(outcome.reply.body);
  return isKeySet(body) ? body : null;
}

const isKeySet = (body: unknown): body is KeySet =>
  isJsonObject(body) && Array.isArray(body["keys"]) && body["keys"].every(isJsonObject);
