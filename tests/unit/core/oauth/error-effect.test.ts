import { describe, expect, it } from "vitest";
import { ERROR_EFFECTS, effectOf, failureClassOf } from "@/lib/core/oauth/error-effect";
import { ErrorClass } from "@/lib/core/providers/definition-reply";

describe("a failed call", () => {
  it("has an effect for each of the fifteen classes, and no other", () => {
    expect(Object.keys(ERROR_EFFECTS).sort()).toEqual([...ErrorClass.options].sort());
    expect(ErrorClass.options).toHaveLength(15);
  });

  it.each([
    ["grant_dead", "grant_rejected", "grant"],
    ["reauth_required", "grant_rejected", "grant"],
    ["config_client", "client_misconfigured", "setup"],
    ["config_redirect", "client_misconfigured", "setup"],
    ["config_scope", "client_misconfigured", "setup"],
    ["request_invalid", "client_misconfigured", "setup"],
    ["rate_limited", "throttled", "provider"],
    ["transient", "provider_unavailable", "provider"],
    ["reply_malformed", "malformed_response", "provider"],
    ["token_expired", "refresh_and_retry", null],
    ["insufficient_scope", "scope_reduced", null],
    ["consent_denied", "attempt_ends", null],
    ["code_invalid", "attempt_ends", null],
    ["flow_timeout", "attempt_ends", null],
    ["account_conflict", "attempt_ends", null],
  ] as const)("of class %s means %s, and who acts is %s", (errorClass, effect, who) => {
    expect(effectOf(errorClass)).toBe(effect);
    expect(failureClassOf(errorClass)).toBe(who);
  });

  it("blames the grant only where the provider said that the grant is gone", () => {
    const blaming = ErrorClass.options.filter((errorClass) => failureClassOf(errorClass) === "grant");

    expect(blaming).toEqual(["grant_dead", "reauth_required"]);
  });
});
