import { describe, expect, test } from "vitest";
import { classifyReply, failedReply } from "@/lib/core/oauth/classify-error";
import type { CallKind } from "@/lib/core/oauth/error-rules";
import type { ProviderDefinitionInput } from "@/lib/core/providers/definition";
import { stubhub } from "@/lib/core/providers/stubhub";
import { madeUpProvider } from "../../support/provider-target";

type Headers = Record<string, string>;
const failed = (where: CallKind, status: number, body: unknown, headers: Headers = {}) =>
  failedReply(where, { status, headers, body: typeof body === "string" ? body : JSON.stringify(body) });
const classOf = (
  errors: ProviderDefinitionInput["errors"],
  where: CallKind,
  status: number,
  body: unknown,
  headers: Headers = {},
) => classifyReply(madeUpProvider({ errors }), failed(where, status, body, headers)).class;

describe("what says most decides", () => {
  const errors: ProviderDefinitionInput["errors"] = [
    { where: "any", http: 400, class: "transient" },
    { where: "any", header: "invalid_token", class: "token_expired" },
    { where: "any", path: "error_description", equals: "gone", class: "reauth_required" },
    { where: "any", path: "error", equals: "oops", class: "config_scope" },
    { where: "any", path: "code", equals: "GONE", class: "grant_dead" },
  ];
  const header = { "www-authenticate": 'Bearer error="invalid_token"' };

  test.each([
    ["code", { code: "GONE", error: "oops", error_description: "gone" }, "grant_dead"],
    ["error", { code: "other", error: "oops", error_description: "gone" }, "config_scope"],
    ["description", { error: "other", error_description: "gone" }, "reauth_required"],
    ["WWW-Authenticate", { error: "other" }, "token_expired"],
  ])("the %s before what comes after it", (_, body, expected) => {
    expect(classOf(errors, "refresh", 400, body, header)).toBe(expected);
  });

  test("the status last, and the envelope's own code first", () => {
    expect(classOf(errors, "refresh", 400, { error: "other" })).toBe("transient");
    const definition = madeUpProvider({
      reply: { success: { path: "status", equals: 0 } },
      errors: [...errors, { where: "any", path: "status", equals: "36004004", class: "code_invalid" }],
    });
    expect(classifyReply(definition, failed("token", 200, { status: 36004004, code: "GONE" }))).toEqual({
      class: "code_invalid",
      proven: false,
    });
  });

  test("all conditions of a rule must hold, among equals the first decides", () => {
    const rules: ProviderDefinitionInput["errors"] = [
      { where: "refresh", http: 401, path: "code", equals: "X", class: "grant_dead" },
      { where: "refresh", path: "code", equals: "X", class: "transient" },
      { where: "any", path: "code", equals: "X", class: "request_invalid" },
    ];
    expect(classOf(rules, "refresh", 401, { code: "X" })).toBe("grant_dead");
    expect(classOf(rules, "refresh", 400, { code: "X" })).toBe("transient");
    expect(classOf(rules, "token", 401, { code: "X" })).toBe("request_invalid");
  });
});

describe("the standards' own codes", () => {
  test.each([
    ["refresh", "invalid_grant", "grant_dead"],
    ["token", "invalid_grant", "code_invalid"],
    ["refresh", "invalid_client", "config_client"],
    ["refresh", "unauthorized_client", "config_client"],
    ["refresh", "unsupported_grant_type", "request_invalid"],
    ["refresh", "invalid_request", "request_invalid"],
    ["refresh", "invalid_scope", "config_scope"],
    ["token", "redirect_uri_mismatch", "config_redirect"],
    ["refresh", "temporarily_unavailable", "transient"],
    ["api", "invalid_token", "token_expired"],
    ["api", "insufficient_scope", "insufficient_scope"],
  ] as const)("at %s, %s is %s, whatever the status", (where, error, expected) => {
    expect(classOf([], where, 400, { error })).toBe(expected);
    expect(classOf([], where, 403, { error })).toBe(expected);
    expect(classOf([], where, 401, "", { "www-authenticate": `Bearer realm="x", error="${error}"` })).toBe(expected);
  });

  test("a bare invalid_grant is a refusal and no proof, a documented one is proof", () => {
    const errors: ProviderDefinitionInput["errors"] = [
      { where: "refresh", path: "error_description", equals: "Unknown or invalid refresh token.", class: "grant_dead" },
    ];
    const documented = failed("refresh", 403, { error: "invalid_grant", error_description: "Unknown or invalid refresh token." });

    expect(classifyReply(madeUpProvider(), documented)).toEqual({ class: "grant_dead", proven: false });
    expect(classifyReply(madeUpProvider({ errors }), documented)).toEqual({ class: "grant_dead", proven: true });
  });

  test("members of the prototype are no codes", () => {
    for (const error of ["constructor", "__proto__", "toString"])
      expect(classOf([], "refresh", 400, { error })).toBe("reply_malformed");
  });
});

describe("a status alone", () => {
  test("never says that a grant is dead", () => {
    for (let status = 200; status < 600; status += 1) {
      for (const body of [
        "",
        "{}",
        "<html>invalid_grant</html>",
        '"invalid_grant"',
        '["invalid_grant"]',
        "error=invalid_grant",
      ]) {
        for (const definition of [stubhub, madeUpProvider()]) {
          expect(classifyReply(definition, failed("refresh", status, body)).class, `${status} ${body}`).not.toBe("grant_dead");
        }
      }
    }
  });

  test.each([
    [429, "rate_limited"],
    [408, "transient"],
    [425, "transient"],
    [500, "transient"],
    [503, "transient"],
    [302, "transient"],
    [200, "reply_malformed"],
    [201, "reply_malformed"],
    [418, "reply_malformed"],
  ])("%d with JSON that says nothing is %s", (status, expected) => {
    expect(classOf([], "refresh", status, {})).toBe(expected);
  });

  test("a page instead of JSON says only that something stands in between", () => {
    expect(classOf([], "refresh", 400, "<html>Bad request</html>")).toBe("transient");
    expect(classOf([], "refresh", 401, "")).toBe("transient");
    expect(classOf([], "refresh", 403, "denied by firewall")).toBe("transient");
  });

  test("a rule on the text knows a provider that answers in plain words", () => {
    const errors: ProviderDefinitionInput["errors"] = [
      { where: "token", text: "Invalid redirect URI", class: "config_redirect" },
    ];
    expect(classOf(errors, "token", 400, "Invalid redirect URI. It must be the same.")).toBe("config_redirect");
  });

  test("a 401 that challenges the client is about the client", () => {
    expect(classOf([], "refresh", 401, "", { "www-authenticate": 'Basic realm="token"' })).toBe("config_client");
  });
});

describe("StubHub's errors", () => {
  const at = (where: CallKind, status: number, body: unknown, headers: Headers = {}) =>
    classifyReply(stubhub, failed(where, status, body, headers)).class;

  test("StubHub 9: a missing User-Agent is our own fault, not the seller's", () => {
    expect(
      at("refresh", 400, { code: "user_agent_required", message: "All requests must include a valid User-Agent header" }),
    ).toBe("request_invalid");
    expect(at("refresh", 403, { code: "user_agent_required" })).toBe("request_invalid");
  });

  test("StubHub 10: 403 insufficient_scope leaves the connection and asks for more access", () => {
    expect(at("api", 403, { code: "insufficient_scope", message: "More access is needed" })).toBe("insufficient_scope");
  });

  test("StubHub 4: an old refresh token is refused without proof, so it takes two refusals", () => {
    expect(classifyReply(stubhub, failed("refresh", 400, { error: "invalid_grant" }))).toEqual({
      class: "grant_dead",
      proven: false,
    });
  });

  test("a 401 of the API with an empty body and its reason in WWW-Authenticate asks for a refresh", () => {
    expect(at("api", 401, "", { "www-authenticate": 'Bearer error="invalid_token", error_description="expired"' })).toBe(
      "token_expired",
    );
    expect(at("api", 401, "")).toBe("token_expired");
    expect(at("api", 429, "")).toBe("rate_limited");
    expect(at("api", 500, { code: "internal_server_error" })).toBe("transient");
  });
});
