import "#node-only";
import type { ProviderTarget } from "../ports/provider-client";
import { err, ok, type Result } from "../result";
import type { ParameterList } from "./parameter-list";
import type { RequestFailure } from "./request-failure";
import { publicValues } from "./target-values";
import { fillTemplate, type TemplateValues } from "./template";

/** What proves to the token endpoint which client is asking: a header, or parameters in standard names. */
export type ClientProof = { readonly headers: Readonly<Record<string, string>>; readonly parameters: ParameterList };

/**
 * Authenticates the client by the first of the definition's methods that the registration can serve.
 * @see RFC 6749 §2.3.1
 */
export function authenticateClient(target: ProviderTarget, variables: TemplateValues): Result<ClientProof, RequestFailure> {
  const { client } = target.definition;
  const id = fillTemplate(client.idTemplate, publicValues(target, variables));
  if (!id.ok) return id;
  const secret = target.clientSecret;

  for (const method of client.methods) {
    if (method === "basic" && secret !== null) {
      return ok({ headers: { authorization: `Basic ${encodeBasic(id.value, secret, client.basicEncoding)}` }, parameters: [] });
    }
    if (method === "post" && secret !== null) {
      return ok({
        headers: {},
        parameters: [
          ["client_id", id.value],
          ["client_secret", secret],
        ],
      });
    }
    if (method === "none" || (method !== "hook" && client.secretOptional))
      return ok({ headers: {}, parameters: [["client_id", id.value]] });
  }
  return err({ code: "no_client_authentication", name: client.methods.join(",") });
}

/**
 * The credentials of the Basic scheme, in base64.
 *
 * RFC 6749 §2.3.1 form-encodes id and secret before they are joined, so that a colon in the id cannot
 * move the border; many servers skip that step, and for them `raw` joins the UTF-8 bytes as they are.
 */
export function encodeBasic(id: string, secret: string, encoding: "form" | "raw"): string {
  const joined = encoding === "form" ? `${formEncode(id)}:${formEncode(secret)}` : `${id}:${secret}`;
  return btoa(String.fromCharCode(...new TextEncoder().encode(joined)));
}

const formEncode = (value: string): string => new URLSearchParams({ v: value }).toString().slice("v=".length);
