import { describe, expect, test } from "vitest";
import { buildApiRequest } from "@/lib/core/oauth/api-request";
import { effectOfAuthorizationError } from "@/lib/core/oauth/authorization-error";
import { buildAuthorizationUrl } from "@/lib/core/oauth/authorization-request";
import { readAuthorizationResponse } from "@/lib/core/oauth/authorization-response";
import { classifyReply, failedReply } from "@/lib/core/oauth/classify-error";
import { readAccessLifetime, readRefreshLifetime } from "@/lib/core/oauth/expiry";
import { buildHttpRevocation } from "@/lib/core/oauth/http-revocation-request";
import { buildRevocationRequest } from "@/lib/core/oauth/revocation-request";
import { splitScope } from "@/lib/core/oauth/scope";
import { readTokenReply } from "@/lib/core/oauth/token-reply";
import { buildTokenRequest } from "@/lib/core/oauth/token-request";
import type { ProviderDefinition } from "@/lib/core/providers/definition";
import type { Result } from "@/lib/core/result";
import {
  GIVEN,
  type GoldenReply,
  givenAccessToken,
  givenScope,
  givenTarget,
  givenVariables,
  golden,
  goldenErrors,
  goldenFolders,
  goldenReplies,
  writeOut,
} from "../../support/golden";
import { shippedDefinitions } from "../../support/shipped-definitions";

function built<T>(result: Result<T, { readonly code: string; readonly name: string }>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.name}`);
  return result.value;
}

function authorization(definition: ProviderDefinition): string {
  const url = built(
    buildAuthorizationUrl({
      target: givenTarget(definition),
      state: GIVEN.state,
      nonce: GIVEN.nonce,
      codeChallenge: GIVEN.challenge,
      scope: givenScope(definition),
      variables: { ...givenTarget(definition).variables, ...givenVariables(definition.id) },
    }),
  );
  return writeOut({ method: "GET", url, headers: {}, body: null });
}

function tokenRequest(definition: ProviderDefinition, grant: "code" | "refresh"): string {
  const target = givenTarget(definition);
  const scope = givenScope(definition).join(" ");
  const standard =
    grant === "code"
      ? { code: GIVEN.code, redirect_uri: target.redirectUri, code_verifier: GIVEN.verifier, scope }
      : { refresh_token: GIVEN.refreshToken, scope };
  return writeOut(
    built(
      buildTokenRequest(target, {
        grant,
        standard: new URLSearchParams(standard),
        variables: { ...target.variables, ...givenVariables(definition.id) },
      }),
    ),
  );
}

function apiRequest(definition: ProviderDefinition): string {
  const first = definition.identity.find((source) => source.from === "get");
  const probe = definition.api.probe ?? (first?.from === "get" ? { method: "GET" as const, endpoint: first.endpoint } : null);
  if (probe === null) throw new Error(`${definition.id}: nothing to ask`);
  const call = { ...probe, accessToken: givenAccessToken(definition.id), variables: givenVariables(definition.id) };
  return writeOut(built(buildApiRequest(givenTarget(definition), call)));
}

/** The call that ends access: for a resource the last one, at the address that its item gives itself. */
function revocationRequest(definition: ProviderDefinition): string {
  const { revocation, id } = definition;
  const target = givenTarget(definition);
  const tokens = { accessToken: givenAccessToken(id), refreshToken: GIVEN.refreshToken, variables: givenVariables(id) };
  switch (revocation.kind) {
    case "rfc7009": {
      const standard = new URLSearchParams({ token: GIVEN.refreshToken, token_type_hint: "refresh_token" });
      return writeOut(built(buildRevocationRequest(target, { revocation, standard, variables: tokens.variables })));
    }
    case "http":
      return writeOut(built(buildHttpRevocation(target, { revocation, ...tokens })));
    case "resource": {
      const item = `${Object.values(definition.environments)[0]?.bases["api"]}/integrations/77`;
      return writeOut(built(buildApiRequest(target, { method: "DELETE", endpoint: item, ...tokens })));
    }
    default:
      return "none";
  }
}

/** Everything a reply says, in the words of the files. */
function readingOf(definition: ProviderDefinition, { body, grant }: GoldenReply) {
  const reply = readTokenReply(definition, JSON.stringify(body));
  if (!reply.ok) return { refused: reply.error };
  const timing = { sentAtMs: GIVEN.sentAtMs, clockSkewMs: null };
  const access = readAccessLifetime(definition.expiry, reply.value.members, timing);
  if (!access.ok) return { refused: access.error };
  const { standard, members, variables } = reply.value;
  const scope = standard["scope"];
  return {
    accessToken: standard["access_token"],
    refreshToken: standard["refresh_token"] ?? null,
    idToken: standard["id_token"] ?? null,
    tokenType: standard["token_type"],
    scope: typeof scope === "string" ? splitScope(scope, " ") : null,
    variables,
    lifetimeSeconds: access.value.seconds,
    lifetimeSource: access.value.source,
    refreshLifetimeSeconds: readRefreshLifetime(definition.refreshLifetime, { members, grant }, timing),
  };
}

for (const definition of await shippedDefinitions()) {
  const { id, displayName } = definition;
  describe(`${displayName} by its documents`, () => {
    test("A1: the authorization request", () => {
      expect(authorization(definition)).toBe(golden(id, "authorization"));
    });

    test("A26: the token request for a code", () => {
      expect(tokenRequest(definition, "code")).toBe(golden(id, "token"));
    });

    test("A26: the token request for a renewal", () => {
      expect(tokenRequest(definition, "refresh")).toBe(golden(id, "refresh"));
    });

    test("the smallest call of the API", () => {
      expect(apiRequest(definition)).toBe(golden(id, "api"));
    });

    test("the request that ends access, or that there is none", () => {
      expect(revocationRequest(definition)).toBe(golden(id, "revocation"));
    });

    test.each(goldenReplies(id))("a $grant reply: $says", (reply) => {
      expect(readingOf(definition, reply)).toEqual(reply.reads);
    });

    test.each(goldenErrors(id))("an error at $where: $says", (error) => {
      if (error.where === "authorization") {
        const response = readAuthorizationResponse(definition, new URLSearchParams(error.query));
        expect(response.kind).toBe("error");
        expect(response.kind === "error" && effectOfAuthorizationError(definition, response)).toBe(error.ending);
        return;
      }
      const body = typeof error.body === "string" ? error.body : JSON.stringify(error.body);
      const failed = failedReply(error.where, { status: error.status, headers: error.headers ?? {}, body });
      expect(classifyReply(definition, failed)).toEqual({ class: error.class, proven: error.proven ?? false });
    });
  });
}

test("each definition has its folder, and each entry says where it comes from", async () => {
  const ids = (await shippedDefinitions()).map(({ id }) => id);

  expect(goldenFolders()).toEqual([...ids].sort());
  for (const id of ids) {
    for (const { says, source, evidence } of [...goldenReplies(id), ...goldenErrors(id)])
      expect([says.length > 5, source.length > 5, evidence]).toEqual([true, true, expect.stringMatching(/^[DRSMIU]$/)]);
  }
});

test("A24: the audience goes along at the authorization and at each renewal, and nowhere else", async () => {
  const withAudience = (await shippedDefinitions()).filter(({ authorization }) => "audience" in authorization.parameters);

  for (const definition of withAudience) {
    expect(authorization(definition)).toContain("\n&audience=gateway.stockx.com");
    expect(tokenRequest(definition, "refresh")).toContain("\n&audience=gateway.stockx.com");
    expect(tokenRequest(definition, "code")).not.toContain("audience");
  }
  expect(withAudience.map(({ id }) => id)).toEqual(["stockx"]);
});
