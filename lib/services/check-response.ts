import "#node-only";
import { signedResponse } from "../core/oauth/signed-response";
import type { ProviderTarget } from "../core/ports/provider-client";
import type { Dependencies } from "./dependencies";

type Response = { readonly query: string; readonly response: { readonly captured: Readonly<Record<string, string>> } };

/**
 * What shows that a response is not the provider's answer to this flow: a signature that is missing or
 * wrong, or a value other than the one the seller chose.
 *
 * @returns the name under which it is audited; null: nothing speaks against it
 */
export function forgeryIn(
  deps: Pick<Dependencies, "digest">,
  target: ProviderTarget,
  { query, response }: Response,
  chosen: Readonly<Record<string, string>>,
): "callback_signature_mismatch" | "callback_value_mismatch" | null {
  const { verify } = target.definition.callback;
  if (verify !== "none") {
    const signed = signedResponse(new URLSearchParams(query), verify.hmacSha256);
    const isOurs =
      signed !== null &&
      target.clientSecret !== null &&
      deps.digest.isHmacSha256(signed.signature, signed.text, target.clientSecret);
    if (!isOurs) return "callback_signature_mismatch";
  }
  const isMoved = Object.entries(chosen).some(
    ([name, value]) => Object.hasOwn(response.captured, name) && response.captured[name] !== value,
  );
  return isMoved ? "callback_value_mismatch" : null;
}
