import { expect, test } from "vitest";
import { contentSecurityPolicy } from "@/lib/server/content-security-policy";
import { securityHeaders } from "@/lib/server/security-headers";

const https = "https://holdfast.example";
const directives = (policy: string): Map<string, readonly string[]> =>
  new Map(
    policy
      .split("; ")
      .map((part) => part.split(" "))
      .map(([name = "", ...rest]) => [name, rest]),
  );

test("D2: the policy allows only scripts with this response's nonce, and nothing unsafe", () => {
  const policy = contentSecurityPolicy("abc123+/=", false);

  expect(policy).not.toMatch(/unsafe-|https?:|\*|data: [^;]*script/);
  expect(directives(policy).get("script-src")).toEqual(["'nonce-abc123+/='", "'strict-dynamic'"]);
  for (const name of ["default-src", "object-src", "base-uri", "frame-ancestors"])
    expect(directives(policy).get(name)).toEqual(["'none'"]);
});

test("D2: forms go to ourselves only", () => {
  expect(directives(contentSecurityPolicy("abc", false)).get("form-action")).toEqual(["'self'"]);
});

test("the development policy is looser and keeps forms and frames closed", () => {
  const policy = directives(contentSecurityPolicy("abc", true));

  expect(policy.get("script-src")).toContain("'unsafe-eval'");
  expect(policy.get("form-action")).toEqual(["'self'"]);
  expect(policy.get("frame-ancestors")).toEqual(["'none'"]);
});

test("D3: no page may be framed", () => {
  expect(securityHeaders("/connections", https)["X-Frame-Options"]).toBe("DENY");
});

test("D4: https is remembered for a year and more, and never promised for a trial on http", () => {
  expect(securityHeaders("/", https)["Strict-Transport-Security"]).toMatch(/^max-age=63072000; includeSubDomains$/);
  expect(securityHeaders("/", "http://localhost:3000")).not.toHaveProperty("Strict-Transport-Security");
});

test.each([
  "/connections/leave/att_1",
  "/api/oauth/stubhub/callback",
  "/api/oauth/stubhub/callback/second",
  "/api/auth/callback/email",
])("C6: %s is never told to the next page", (path) => {
  expect(securityHeaders(path, https)["Referrer-Policy"]).toBe("no-referrer");
});

test.each(["/", "/connections/new/stubhub", "/sign-in/continue", "/api/oauth/stubhub/start"])(
  "D5: %s keeps its Origin on forms",
  (path) => {
    expect(securityHeaders(path, https)["Referrer-Policy"]).toBe("same-origin");
  },
);
