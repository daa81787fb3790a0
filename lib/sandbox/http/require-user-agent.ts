import type { Marketplace } from "../marketplace";
import { hasRule } from "../quirks/quirks";
import { type Answer, json } from "./answer";
import type { SandboxRequest } from "./request";

/** The refusal of a machine that does not say who it is; null when it does or need not. */
export function requireUserAgent(market: Marketplace, request: SandboxRequest): Answer | null {
  if (!hasRule(market.quirks, "user_agent_required") || request.header("user-agent")) return null;
  return json(400, { code: "user_agent_required", message: "All requests must include a valid User-Agent header", errors: {} });
}
