import { type Answer, text } from "../http/answer";
import type { SandboxRequest } from "../http/request";
import type { Marketplace } from "../marketplace";
import { sameSecret } from "../state/secret";

/** Whether one registered application sent everything that the definition's headers name of it. */
function isComplete(market: Marketplace, request: SandboxRequest): boolean {
  const keyed = Object.entries(market.definition.api.headers).filter(([, template]) => template.includes("{"));
  return market.clients.some((client) =>
    keyed.every(([name, template]) => {
      const values: Readonly<Record<string, string>> = { ...client.extraSecrets, clientId: client.clientId };
      const expected = template.replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole);
      return sameSecret(request.header(name.toLowerCase()) ?? "", expected);
    }),
  );
}

/** The refusal of a call without the application's own key beside the token; null when it is there or none is needed. */
export function refuseKeyless(market: Marketplace, request: SandboxRequest): Answer | null {
  const { keylessCall } = market.quirks;
  if (keylessCall === undefined || isComplete(market, request)) return null;
  return text(keylessCall.status, keylessCall.contentType, keylessCall.body);
}
