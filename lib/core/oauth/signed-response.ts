/**
 * The text that a provider signed in an authorization response, and the signature: all other parameters
 * sorted by name, joined as `name=value` with ampersands, and the joining characters escaped where they
 * stand inside, so that no two different responses are the same text.
 *
 * @param signatureName the parameter that carries the signature
 * @returns null when it is missing, or when a parameter stands twice: then it is open which one was signed
 */
export function signedResponse(
  parameters: URLSearchParams,
  signatureName: string,
): { readonly text: string; readonly signature: string } | null {
  const names = [...parameters.keys()];
  const signature = parameters.get(signatureName);
  if (!signature || new Set(names).size < names.length) return null;
  const text = names
    .filter((name) => name !== signatureName)
    .sort((a, b) => (a < b ? -1 : 1))
    .map((name) => `${escaped(name).replaceAll("=", "%3D")}=${escaped(parameters.get(name) ?? "")}`)
    .join("&");
  return { text, signature };
}

const escaped = (text: string): string => text.replaceAll("%", "%25").replaceAll("&", "%26");
