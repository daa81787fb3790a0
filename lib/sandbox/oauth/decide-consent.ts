import { applyFaultPanel } from "../faults/apply-fault-panel";
import { takeFault } from "../faults/take-fault";
import type { Answer } from "../http/answer";
import type { SandboxRequest } from "../http/request";
import type { Marketplace } from "../marketplace";
import { makeAccount } from "../quirks/seed-accounts";
import { prune } from "../state/prune";
import type { Account } from "../state/records";
import { hashSecret, newSecret } from "../state/secret";
import { refusalOf } from "./authorization-refusal";
import { type AuthorizationRequest, readAuthorizationRequest } from "./authorization-request";
import { goBack } from "./go-back";
import { refuseRequest, showRequest } from "./show-consent";

/** The account that was picked: one that is known, or a new one made now. */
function pickAccount(market: Marketplace, picked: string | null): Account | undefined {
  const { accounts } = market.records();
  if (picked !== "new") return accounts.find((account) => account.id === picked);
  const nth = accounts.length - market.quirks.accounts.length + 1;
  const account = { ...makeAccount(nth), details: { ...market.quirks.detailsOf?.(nth) } };
  accounts.push(account);
  return account;
}

/** Whom the switch for a wrong account signs in instead. */
const somebodyElse = (market: Marketplace, account: Account): Account =>
  market.records().accounts.find((other) => other.id !== account.id) ?? account;

function issueCode(
  market: Marketplace,
  asked: AuthorizationRequest,
  to: { accountId: string; scope: readonly string[]; details: Readonly<Record<string, string>> },
): string {
  const secret = newSecret("code");
  const code = market.quirks.codeOf?.(secret) ?? secret;
  const seconds = market.definition.codeLifetimeSeconds ?? market.quirks.codeLifetimeSeconds;
  market.records().codes.push({
    hash: hashSecret(code),
    accountId: to.accountId,
    clientId: asked.client.clientId,
    redirectUri: asked.redirectUri,
    asked: [...asked.asked],
    scope: [...to.scope],
    details: { ...to.details },
    presented: asked.presented,
    nonce: asked.nonce,
    opaque: asked.opaque,
    challenge: asked.challenge,
    expiresAt: market.now() + seconds * 1000,
    usedAt: null,
  });
  prune(market.records());
  return code;
}

/**
 * POST of the consent page: `decision` is `allow` or `deny`, `account` is `ana`, `ben`, `new` or
 * another made-up account, `allow` stands once for each permission that was ticked.
 */
export function decideConsent(market: Marketplace, request: SandboxRequest): Answer {
  const read = readAuthorizationRequest(market, request.query);
  if (!read.ok) return refuseRequest(market, request, read.error);
  const asked = read.value;
  applyFaultPanel(market, request.form);

  const decision = request.form.get("decision");
  const ticked = asked.asked.filter((value) => request.form.getAll("allow").includes(value));
  if (decision === "allow" && ticked.length === 0)
    return showRequest(market, request, asked, "Tick at least one permission, or choose Deny.");
  if (decision !== "allow" && decision !== "deny") return showRequest(market, request, asked, "Choose Allow or Deny.");
  const picked = decision === "deny" && request.form.get("account") === "new" ? null : request.form.get("account");
  const account = pickAccount(market, picked);
  if (decision === "allow" && account === undefined) return showRequest(market, request, asked, "Pick a made-up account first.");

  const back = { ...asked, variables: request.variables, accountId: account?.id ?? null };
  if (decision === "deny" || account === undefined || takeFault(market, "deny", account.id) !== null) {
    market.records().counters.denials += 1;
    return goBack(market, back, { refusal: refusalOf(market.quirks, "denied") });
  }
  const signedIn = takeFault(market, "wrong_account", account.id) === null ? account : somebodyElse(market, account);
  const scope = takeFault(market, "fewer_scopes", account.id) === null ? ticked : ticked.slice(0, 1);
  market.records().counters.consents += 1;
  const details = { ...signedIn.details, ...request.variables };
  return goBack(market, back, { code: issueCode(market, asked, { accountId: signedIn.id, scope, details }) });
}
