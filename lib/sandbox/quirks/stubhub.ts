import { hal } from "../api/hal";
import type { Quirks } from "./quirks";
import { SEED_ACCOUNTS } from "./seed-accounts";

/** StubHub's habits. Sources are those of its definition's evidence. */
export const stubhubQuirks: Quirks = {
  providerId: "stubhub",
  accounts: SEED_ACCOUNTS,
  accessLifetimeSeconds: 3600,
  codeLifetimeSeconds: 600,
  applicationLifetimeSeconds: 86_400,
  scopeWords: {
    "read:sellerlistings": "See your listings",
    "write:sellerlistings": "Create and change your listings",
    "read:sales": "See your sales",
    "write:sales": "Confirm and change your sales",
    "read:payment": "See your payments",
    "read:webhooks": "See where news is sent",
    "write:webhooks": "Change where news is sent",
    "read:user": "See your name and email address",
  },
  resources: [
    {
      address: "{api}/v2/user",
      scope: "read:user",
      answer: ({ account, request }) =>
        hal(
          { full_name: account.fullName, email: account.email, primary_phone: account.phone, email_optin: false },
          request.path,
        ),
    },
    {
      address: "{api}/v2/sellerlistings",
      scope: "read:sellerlistings",
      answer: ({ request }) => hal({ total_items: 0, page: 1, page_size: 100, _embedded: { items: [] } }, request.path),
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
    { rule: "code_single_use", evidence: "inferred", says: "A code works once and for 10 minutes." },
    { rule: "pkce_checked", evidence: "inferred", says: "A code_challenge that was sent is checked against the code_verifier." },
    {
      rule: "basic_encoded",
      evidence: "documented",
      says: "Client id and secret are form-encoded, joined with a colon, then base64. The raw form is refused with 401 invalid_client.",
    },
    {
      rule: "scope_in_token_request",
      evidence: "inferred",
      says: "Both token requests without scope are refused with 400 invalid_scope. That scope belongs there is documented.",
    },
    { rule: "bearer_lower_case", evidence: "documented", says: 'token_type is "bearer" in lower case; expires_in is 3600.' },
    { rule: "refresh_token_rotates", evidence: "documented", says: "Every renewal gives a new refresh token. Each works once." },
    {
      rule: "used_refresh_token_refused",
      evidence: "inferred",
      says: "A used refresh token is refused with 400 invalid_grant, and the others of its family live on. A switch makes it end the family.",
    },
    {
      rule: "token_errors_as_rfc6749",
      evidence: "inferred",
      says: "Errors of the token address look as in RFC 6749 section 5.2. No document shows them.",
    },
    {
      rule: "application_token",
      evidence: "documented",
      says: "The client credentials grant gives 86,400 s and no refresh token.",
    },
    {
      rule: "user_agent_required",
      evidence: "documented",
      says: "A request without User-Agent is refused with 400 user_agent_required.",
    },
    {
      rule: "api_401_in_header",
      evidence: "documented",
      says: "A 401 of the API says why in WWW-Authenticate and has an empty body.",
    },
    {
      rule: "api_403_insufficient_scope",
      evidence: "documented",
      says: "A missing permission is 403 insufficient_scope; access stays.",
    },
    {
      rule: "identity_without_id",
      evidence: "documented",
      says: "The user resource needs read:user and has full_name, email, primary_phone and email_optin, but no id.",
    },
    {
      rule: "no_revocation",
      evidence: "inferred",
      says: "There is no address at which an application can end access. No document names one.",
    },
  ],
};
