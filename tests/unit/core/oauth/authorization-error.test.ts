import { expect, it } from "vitest";
import { type AuthorizationError, effectOfAuthorizationError } from "@/lib/core/oauth/authorization-error";
import { madeUpProvider } from "@/tests/support/provider-target";

const plain = madeUpProvider();
const saying = (error: string, more: Partial<AuthorizationError> = {}) => ({
  error,
  errorCode: null,
  description: null,
  ...more,
});

it.each([
  ["access_denied", "denied"],
  ["invalid_request", "setup"],
  ["unauthorized_client", "setup"],
  ["unsupported_response_type", "setup"],
  ["invalid_scope", "setup"],
  ["invalid_client", "setup"],
  ["server_error", "provider_down"],
  ["temporarily_unavailable", "provider_down"],
] as const)("A12: the standard's %s ends the attempt as %s", (error, ending) => {
  expect(effectOfAuthorizationError(plain, saying(error))).toBe(ending);
});

it.each([
  "",
  "made_up",
  "ACCESS_DENIED",
  "access_denied ",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "<b>x</b>",
  "x".repeat(10_000),
])("A12: what no rule knows ends it as unknown: %.40s", (error) => {
  expect(effectOfAuthorizationError(plain, saying(error))).toBe("unknown");
});

it.each([
  ["consent_denied", "denied"],
  ["config_client", "setup"],
  ["config_redirect", "setup"],
  ["config_scope", "setup"],
  ["request_invalid", "setup"],
  ["rate_limited", "provider_down"],
  ["transient", "provider_down"],
  ["flow_timeout", "expired"],
  ["account_conflict", "unknown"],
] as const)("A12: a provider's own code of the class %s ends it as %s", (errorClass, ending) => {
  const own = madeUpProvider({ errors: [{ where: "authorization", path: "error", equals: "own_code", class: errorClass }] });

  expect(effectOfAuthorizationError(own, saying("own_code"))).toBe(ending);
});

it("A12: a provider's rule comes before the standard, and a rule about its token endpoint says nothing here", () => {
  const own = madeUpProvider({
    errors: [
      { where: "token", path: "error", equals: "access_denied", class: "transient" },
      { where: "authorization", path: "error", equals: "server_error", class: "config_client" },
    ],
  });

  expect(effectOfAuthorizationError(own, saying("access_denied"))).toBe("denied");
  expect(effectOfAuthorizationError(own, saying("server_error"))).toBe("setup");
});

it("A12: a provider's own code beside the standard's says more, and a rule with a sentence needs that sentence", () => {
  const own = madeUpProvider({
    errors: [
      { where: "authorization", path: "error", equals: "server_error", class: "transient" },
      { where: "authorization", path: "errorCode", equals: "TOO_LATE", class: "flow_timeout" },
      { where: "authorization", path: "error", equals: "odd", text: "said no", class: "consent_denied" },
    ],
  });

  expect(effectOfAuthorizationError(own, saying("server_error", { errorCode: "TOO_LATE" }))).toBe("expired");
  expect(effectOfAuthorizationError(own, saying("server_error", { errorCode: "OTHER" }))).toBe("provider_down");
  expect(effectOfAuthorizationError(own, saying("odd", { description: "the person said no" }))).toBe("denied");
  expect(effectOfAuthorizationError(own, saying("odd"))).toBe("unknown");
});
