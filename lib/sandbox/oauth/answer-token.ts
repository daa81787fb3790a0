import { brokenAnswer, withDate } from "../faults/broken-answer";
import { takeFault } from "../faults/take-fault";
import { type Answer, DROP, HOLD, json } from "../http/answer";
import type { SandboxRequest } from "../http/request";
import { requireUserAgent } from "../http/require-user-agent";
import type { Marketplace } from "../marketplace";
import { grantOfRefreshToken } from "../state/find-grant";
import { hashSecret } from "../state/secret";
import { grantToApplication } from "./application-token";
import { authenticateClient } from "./authenticate-client";
import { exchangeCode } from "./exchange-code";
import { checkConstants, grantKindOf, withParameters } from "./read-token-request";
import { refreshGrant } from "./refresh-grant";
import { refuseToken } from "./token-refusal";
import { readParameter } from "./wire-name";

/** Whose request this is, so that switches for one account work; null when its code or token is not known. */
function accountBehind(market: Marketplace, request: SandboxRequest): string | null {
  const { names } = market.definition.token;
  const records = market.records();
  const code = readParameter(request.form, names, "code");
  const refreshToken = readParameter(request.form, names, "refresh_token");
  if (code !== null) return records.codes.find((candidate) => candidate.hash === hashSecret(code))?.accountId ?? null;
  return refreshToken === null ? null : (grantOfRefreshToken(records, refreshToken)?.accountId ?? null);
}

/** What the token endpoint does when nothing is switched on. */
function grant(market: Marketplace, request: SandboxRequest, accountId: string | null): Answer {
  const client = takeFault(market, "invalid_client", accountId) === null ? authenticateClient(market, request) : null;
  if (client === null) return refuseToken(market, "client", "Client authentication failed.");
  const kind = grantKindOf(market, request);
  if (kind === null) return refuseToken(market, "grant_type", "This grant type is not known.");
  const constants = checkConstants(market, request, kind, client);
  if (!constants.ok) return constants.error;
  if (kind === "application") return grantToApplication(market, request, client);
  return kind === "code" ? exchangeCode(market, request, client) : refreshGrant(market, request, client);
}

/** A refusal with another status than this provider's usual one: only its words may be understood, never its number. */
function withOtherStatus(market: Marketplace, answer: Answer, accountId: string | null): Answer {
  if (answer.status < 400) return answer;
  const status = takeFault(market, "refusal_status", accountId);
  return status === null ? answer : { ...answer, status: Number(status) };
}

/** POST of the token endpoint. Switches act in the order in which a real fault would: delay, refusal in front, the work, the way back. */
export async function answerToken(market: Marketplace, given: SandboxRequest): Promise<Answer> {
  const request = withParameters(market, given);
  const { counters } = market.records();
  counters.tokenRequests += 1;
  if (readParameter(request.form, market.definition.token.names, "refresh_token") !== null) counters.refreshRequests += 1;
  const nameless = requireUserAgent(market, request);
  if (nameless !== null) return nameless;

  const accountId = accountBehind(market, request);
  const slow = takeFault(market, "slow", accountId);
  if (slow !== null) await market.wait(Number(slow) * 1000);
  const broken = brokenAnswer(market, accountId, market.quirks.tooManyBody);
  if (broken !== null) return withDate(market, broken, accountId);
  const error = takeFault(market, "error", accountId);
  if (error === "timeout") return HOLD;
  if (error === "500" || error === "503") {
    return withDate(
      market,
      json(Number(error), { code: "internal_server_error", message: "Something went wrong.", errors: {} }),
      accountId,
    );
  }
  const answer = withOtherStatus(market, grant(market, request, accountId), accountId);
  return error === "lost" ? DROP : withDate(market, answer, accountId);
}
