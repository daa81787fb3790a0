import { expect, it } from "vitest";
import { contentSecurityPolicy } from "@/lib/server/content-security-policy";
import { policyFaults } from "@/tests/support/policy-faults";

const GOOD = contentSecurityPolicy("a".repeat(24), false);

it("the policy of the application has no fault, and that of development would show", () => {
  expect(policyFaults(GOOD)).toEqual([]);
  expect(policyFaults(contentSecurityPolicy("a".repeat(24), true)).length).toBeGreaterThan(1);
});

it.each([
  ["", "default-src is not 'none'"],
  [GOOD.replace("object-src 'none'", "object-src 'self'"), "object-src is not 'none'"],
  [GOOD.replace("; base-uri 'none'", ""), "base-uri is not 'none'"],
  [GOOD.replace("frame-ancestors 'none'", "frame-ancestors 'self'"), "frame-ancestors is not 'none'"],
  [GOOD.replace("form-action 'self'", "form-action *"), "form-action is not 'self'"],
  [GOOD.replace("'strict-dynamic'", "'strict-dynamic' 'unsafe-inline'"), "script-src allows 'unsafe-inline'"],
  [GOOD.replace("'strict-dynamic'", "'strict-dynamic' 'unsafe-eval'"), "script-src allows 'unsafe-eval'"],
  [GOOD.replace("'strict-dynamic'", "https:"), "script-src allows anybody by https:"],
  [GOOD.replace("'strict-dynamic'", "https://cdn.example"), "script-src names a foreign host"],
  [GOOD.replace("'strict-dynamic'", "'strict-dynamic' data:"), "script-src allows data:"],
  [GOOD.replace("'strict-dynamic'", ""), "script-src trusts by host and not by nonce"],
  [GOOD.replace(/'nonce-a+' /, "'nonce-abc' "), "the nonce is short"],
  [GOOD.replace(/'nonce-a+' 'strict/, "'strict"), "script-src has not exactly one nonce"],
])("a weakened policy is found out: %#", (policy, fault) => {
  expect(policyFaults(policy)).toContain(fault);
});
