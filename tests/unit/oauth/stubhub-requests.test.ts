import { describe, expect, test } from "vitest";
import { buildApiRequest } from "@/lib/core/oauth/api-request";
import { buildAuthorizationUrl } from "@/lib/core/oauth/authorization-request";
import { readAuthorizationResponse } from "@/lib/core/oauth/authorization-response";
import { environmentOrigins, expandAddress } from "@/lib/core/oauth/endpoints";
import { buildTokenRequest } from "@/lib/core/oauth/token-request";
import { stubhub } from "@/lib/core/providers/stubhub";
import { golden, writeOut } from "../../support/golden";
import { CHALLENGE, stubhubTarget, VERIFIER } from "../../support/provider-target";

const scope = ["read:sellerlistings", "write:sellerlistings"];
const target = stubhubTarget();
const callback = target.redirectUri;
const codeGrant = new URLSearchParams({
  redirect_uri: callback,
  code: "c0de/with+signs",
  code_verifier: VERIFIER,
  grant_type: "authorization_code",
  scope: scope.join(" "),
});
const refreshGrant = new URLSearchParams({ refresh_token: "r3fresh=one", grant_type: "refresh_token", scope: scope.join(" ") });
const tokenRequest = (grant: "code" | "refresh", standard: URLSearchParams) => {
  const request = buildTokenRequest(target, { grant, standard, variables: {} });
  if (!request.ok) throw new Error(request.error.code);
  return request.value;
};

describe("requests to StubHub as its documents show them", () => {
  test("A1: the authorization request carries an S256 challenge and the scope with %20", () => {
    const url = buildAuthorizationUrl({
      target,
      state: "st-7Qd2",
      nonce: "unused",
      codeChallenge: CHALLENGE,
      scope,
      variables: {},
    });

    expect(url.ok && writeOut({ method: "GET", url: url.value, headers: {}, body: null })).toBe(
      golden("stubhub", "authorization"),
    );
  });

  test("StubHub 1: the code exchange form-encodes id and secret before they are joined for Basic", () => {
    const request = tokenRequest("code", codeGrant);

    expect(writeOut(request)).toBe(golden("stubhub", "token"));
    expect(atob(request.headers["authorization"]!.slice("Basic ".length))).toBe("ab%2B1%2F2:s%2B%2F%3A%25cret");
  });

  test("StubHub 2: the refresh repeats the granted scope, and so does the code exchange", () => {
    expect(writeOut(tokenRequest("refresh", refreshGrant))).toBe(golden("stubhub", "refresh"));
    expect(new URLSearchParams(tokenRequest("code", codeGrant).body!).get("scope")).toBe(scope.join(" "));
  });

  test("StubHub 3: an API call writes Bearer with a capital, whatever the reply said", () => {
    const request = buildApiRequest(target, { method: "GET", endpoint: "{api}/v2/user", accessToken: "acc3ss", variables: {} });

    expect(request.ok && request.value).toEqual({
      method: "GET",
      url: "https://api.stubhub.net/v2/user",
      headers: { authorization: "Bearer acc3ss", accept: "application/hal+json" },
      body: null,
    });
  });

  test("StubHub 12: whatever grant is asked for, only the two that come from a seller's consent are sent", () => {
    const asked = new URLSearchParams({ ...Object.fromEntries(refreshGrant), grant_type: "client_credentials" });

    expect(new URLSearchParams(tokenRequest("refresh", asked).body!).get("grant_type")).toBe("refresh_token");
    expect(new URLSearchParams(tokenRequest("code", asked).body!).get("grant_type")).toBe("authorization_code");
  });

  test("StubHub 14: every address of the sandbox is a sandbox address, and no production origin is allowed there", () => {
    const at = (environmentId: string) => ({ definition: stubhub, environmentId, variables: {} });
    const hosts = (environmentId: string) =>
      [stubhub.authorization.endpoint, stubhub.token.endpoint, stubhub.api.base, "{api}/v2/user"].map((template) => {
        const url = expandAddress(at(environmentId), template);
        return url.ok ? url.value.origin : url.error.code;
      });

    expect(new Set(hosts("sandbox"))).toEqual(
      new Set(["https://sandbox.account.stubhub.com", "https://sandbox.api.stubhub.net"]),
    );
    expect(environmentOrigins(at("sandbox")).filter((origin) => environmentOrigins(at("production")).includes(origin))).toEqual(
      [],
    );
    expect(expandAddress(at("sandbox"), "https://api.stubhub.net/v2/user")).toMatchObject({
      ok: false,
      error: { code: "outside_environment" },
    });
  });

  test("StubHub 15: a callback without state is refused", () => {
    expect(readAuthorizationResponse(stubhub, new URLSearchParams("code=abc"))).toEqual({
      kind: "malformed",
      state: null,
      why: "no_state",
    });
    expect(readAuthorizationResponse(stubhub, new URLSearchParams("code=abc&state="))).toMatchObject({
      kind: "malformed",
      why: "no_state",
    });
  });
});
