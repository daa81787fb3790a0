import type { ApiRefusal } from "../api/resource";
import { json } from "../http/answer";
import type { Quirks } from "./quirks";
import { leaveOut } from "./reply-shape";
import { SEED_ACCOUNTS } from "./seed-accounts";
import { letterSubject } from "./stable-subject";

const merchantIdOf = (accountId: string): string => `ML${letterSubject("square", accountId, 11)}`;

const CODES = {
  no_token: "UNAUTHORIZED",
  unknown: "UNAUTHORIZED",
  ended: "ACCESS_TOKEN_REVOKED",
  expired: "ACCESS_TOKEN_EXPIRED",
  scope: "INSUFFICIENT_SCOPES",
} as const;

/** Errors of the API stand in a list. */
const refuseSquareCall = ({ why }: ApiRefusal) =>
  json(why === "scope" ? 403 : 401, { errors: [{ category: "AUTHENTICATION_ERROR", code: CODES[why] }] });

/** Square's habits. Sources are those of its definition's evidence. */
export const squareQuirks: Quirks = {
  providerId: "square",
  accounts: SEED_ACCOUNTS,
  subjectOf: merchantIdOf,
  accessLifetimeSeconds: 2_592_000,
  codeLifetimeSeconds: 300,
  applicationLifetimeSeconds: null,
  scopeWords: {
    MERCHANT_PROFILE_READ: "See your business name",
    ITEMS_READ: "See your items",
    ITEMS_WRITE: "Create and change your items",
    ORDERS_READ: "See your orders",
    INVENTORY_READ: "See your stock",
    INVENTORY_WRITE: "Change your stock",
  },
  tokenType: "bearer",
  repeatsRefreshToken: true,
  shapeReply: (members) => ({ ...leaveOut(members, "scope"), short_lived: false }),
  endedBody: { success: true },
  refuseCall: refuseSquareCall,
  resources: [
    {
      address: "{connect}/v2/merchants/me",
      scope: "MERCHANT_PROFILE_READ",
      answer: ({ account }) =>
        json(200, {
          merchant: {
            id: merchantIdOf(account.id),
            business_name: `${account.name}'s Pretend Shop`,
            country: "US",
            status: "ACTIVE",
          },
        }),
    },
    {
      address: "{connect}/oauth2/token/status",
      method: "POST",
      scope: null,
      answer: ({ account, grant }) =>
        json(200, {
          scopes: grant.scope,
          expires_at: new Date(Math.max(...grant.access.map((access) => access.expiresAt))).toISOString(),
          client_id: grant.clientId,
          merchant_id: merchantIdOf(account.id),
        }),
    },
  ],
  behaviours: [
    {
      rule: "redirect_exact",
      evidence: "documented",
      says: "redirect_uri must equal a registered one to the letter. Otherwise an error page, and nobody is sent anywhere.",
    },
    {
      rule: "redirect_https",
      evidence: "documented",
      says: "redirect_uri must use https. Only this copy lets http://localhost and http://127.0.0.1 through, because it runs on a laptop.",
    },
    {
      rule: "denial_returns_state",
      evidence: "inferred",
      says: "Deny goes back with error=access_denied and the state that was sent.",
    },
    { rule: "code_single_use", evidence: "documented", says: "A code works once and for 5 minutes." },
    { rule: "json_token_request", evidence: "documented", says: "The token address reads JSON. A form says nothing to it." },
    {
      rule: "expiry_as_date",
      evidence: "documented",
      says: "A reply says expires_at as a date, 30 days ahead, and merchant_id. It has no expires_in and no scope.",
    },
    {
      rule: "refresh_token_stays",
      evidence: "documented",
      says: "A renewal brings the same refresh token again. It has no end of its own.",
    },
    {
      rule: "token_errors_as_rfc6749",
      evidence: "inferred",
      says: "Errors of the token address look as in RFC 6749 section 5.2. Square's own list was not seen.",
    },
    {
      rule: "revocation_of_merchant",
      evidence: "documented",
      says: "POST /oauth2/revoke with Authorization: Client and the secret ends every grant of the merchant for this application.",
    },
    {
      rule: "token_status",
      evidence: "documented",
      says: "POST /oauth2/token/status says what an access token may do and until when.",
    },
    {
      rule: "errors_in_a_list",
      evidence: "documented",
      says: "Errors of the API stand in a list, each with a category and a code.",
    },
  ],
};
