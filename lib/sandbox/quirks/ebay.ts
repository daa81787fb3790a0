import { createHash } from "node:crypto";
import { json } from "../http/answer";
import type { Quirks } from "./quirks";
import { leaveOut } from "./reply-shape";
import { SEED_ACCOUNTS } from "./seed-accounts";
import { letterSubject } from "./stable-subject";

const SCOPE = "https://api.ebay.com/oauth/api_scope";
const LONGEST_CODE = 1024;

/** A code as long as eBay's longest, full of what an address must encode: `^`, `#`, `+`, `/`, `=` and a space. */
function longCode(secret: string): string {
  const more = Array.from({ length: 12 }, (_, index) => createHash("sha512").update(`${index} ${secret}`).digest("base64"));
  return `v^1.1#i^1#p^3#r^1 I^3#f^0#t^${secret}#${more.join("")}`.slice(0, LONGEST_CODE);
}

/** eBay's habits. Sources are those of its definition's evidence. */
export const ebayQuirks: Quirks = {
  providerId: "ebay",
  accounts: SEED_ACCOUNTS,
  subjectOf: (accountId) => letterSubject("ebay", accountId, 11),
  accessLifetimeSeconds: 7200,
  codeLifetimeSeconds: 299,
  applicationLifetimeSeconds: null,
  scopeWords: {
    [`${SCOPE}/sell.inventory`]: "See and change your listings and stock",
    [`${SCOPE}/commerce.identity.readonly`]: "See your eBay user name",
    [`${SCOPE}/sell.fulfillment`]: "See and fulfil your orders",
    [`${SCOPE}/sell.account.readonly`]: "See your account settings",
  },
  tokenType: "User Access Token",
  codeOf: longCode,
  callbackMembers: () => ({ expires_in: "299" }),
  shapeReply: (members) => leaveOut(members, "scope"),
  refusals: {
    client: { status: 401, body: { error: "invalid_client", error_description: "client authentication failed" } },
    code: {
      status: 400,
      body: {
        error: "invalid_grant",
        error_description: "the provided authorization grant code is invalid or was issued to another client",
      },
    },
    refresh_token: {
      status: 400,
      body: {
        error: "invalid_grant",
        error_description: "the provided authorization refresh token is invalid or was issued to another client",
      },
    },
  },
  resources: [
    {
      address: "{identity}/commerce/identity/v1/user/",
      scope: `${SCOPE}/commerce.identity.readonly`,
      answer: ({ account }) =>
        json(200, {
          userId: letterSubject("ebay", account.id, 11),
          username: `${account.id.replaceAll("-", "")}_pretend`,
          accountType: "INDIVIDUAL",
          registrationMarketplaceId: "EBAY_US",
        }),
    },
  ],
  behaviours: [
    {
      rule: "redirect_alias",
      evidence: "documented",
      says: "redirect_uri is the name that the portal gives to an address, in both requests. An address itself is refused with an error page.",
    },
    {
      rule: "denial_returns_state",
      evidence: "inferred",
      says: "Deny goes back with error=access_denied and the state that was sent.",
    },
    {
      rule: "code_needs_encoding",
      evidence: "documented",
      says: "A code has up to 1,024 characters, some of which an address must encode. It must come back encoded exactly once.",
    },
    {
      rule: "code_single_use",
      evidence: "inferred",
      says: "A code works once and for 299 seconds, which stand beside it as expires_in. Seen in published callbacks only.",
    },
    { rule: "pkce_checked", evidence: "inferred", says: "A code_challenge that was sent is checked against the code_verifier." },
    {
      rule: "basic_raw",
      evidence: "documented",
      says: "Client id and secret are joined with a colon as they are, then base64. Anything else is 401 invalid_client.",
    },
    {
      rule: "user_access_token",
      evidence: "documented",
      says: 'token_type is "User Access Token". A reply has no scope; the first one has refresh_token_expires_in, 18 months.',
    },
    {
      rule: "refresh_token_stays",
      evidence: "inferred",
      says: "A renewal brings no refresh token: the old one stays, and its 18 months do not begin again.",
    },
    {
      rule: "scope_in_token_request",
      evidence: "inferred",
      says: "A renewal without scope is refused with 400 invalid_scope. That scope belongs there is documented.",
    },
    {
      rule: "identity_with_id",
      evidence: "documented",
      says: "The user resource has userId and username and needs the identity permission.",
    },
    {
      rule: "no_revocation",
      evidence: "inferred",
      says: "There is no address at which an application can end access. No document names one.",
    },
  ],
};
