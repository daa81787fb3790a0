import { json } from "../http/answer";
import type { Quirks } from "./quirks";
import { leaveOut } from "./reply-shape";
import { SEED_ACCOUNTS } from "./seed-accounts";
import { numberSubject } from "./stable-subject";

const userIdOf = (accountId: string): string => numberSubject("etsy", accountId, 9);

/** Etsy's habits. Sources are those of its definition's evidence. */
export const etsyQuirks: Quirks = {
  providerId: "etsy",
  accounts: SEED_ACCOUNTS.map((account) => ({ ...account, details: { userId: userIdOf(account.id) } })),
  detailsOf: (nth) => ({ userId: userIdOf(`new-${nth}`) }),
  subjectOf: userIdOf,
  accessLifetimeSeconds: 3600,
  codeLifetimeSeconds: 600,
  applicationLifetimeSeconds: null,
  scopeWords: {
    listings_r: "See your listings",
    listings_w: "Create and change your listings",
    email_r: "See your name and email address",
    shops_r: "See your shop",
    transactions_r: "See your sales",
    transactions_w: "Change your sales",
  },
  accessTokenOf: (secret, { grant }) => `${grant.details["userId"]}.${secret}`,
  shapeReply: (members) => leaveOut(members, "scope"),
  keylessCall: {
    status: 403,
    contentType: "application/json",
    body: '{"error":"Shared secret is required in x-api-key header."}',
  },
  resources: [
    {
      address: "{open}/v3/application/users/{userId}",
      scope: "email_r",
      answer: ({ account, grant }) => {
        const [first_name, last_name] = account.fullName.split(" ");
        return json(200, { user_id: Number(grant.details["userId"]), primary_email: account.email, first_name, last_name });
      },
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
    {
      rule: "pkce_required",
      evidence: "documented",
      says: "A request without a code_challenge, or with another method than S256, is refused.",
    },
    { rule: "code_single_use", evidence: "inferred", says: "A code works once and for 10 minutes." },
    {
      rule: "public_client",
      evidence: "documented",
      says: "An application says only who it is. PKCE stands in the place of a secret.",
    },
    {
      rule: "account_in_access_token",
      evidence: "documented",
      says: "The account's number stands before the dot of the access token. A reply has no scope.",
    },
    { rule: "refresh_token_rotates", evidence: "inferred", says: "Every renewal gives a new refresh token. Each works once." },
    {
      rule: "used_refresh_token_refused",
      evidence: "inferred",
      says: "A used refresh token is refused with 400 invalid_grant, and the others of its family live on. A switch makes it end the family.",
    },
    {
      rule: "refresh_token_lasts_90_days",
      evidence: "inferred",
      says: "A refresh token lasts 90 days from its last use. The figure is not verified.",
    },
    {
      rule: "token_errors_as_rfc6749",
      evidence: "inferred",
      says: "Errors of the token address look as in RFC 6749 section 5.2.",
    },
    {
      rule: "api_key_required",
      evidence: "inferred",
      says: "The API answers 403 and a sentence to a call whose x-api-key is not the keystring, a colon and the shared secret.",
    },
    {
      rule: "no_revocation",
      evidence: "inferred",
      says: "There is no address at which an application can end access. No document names one.",
    },
  ],
};
