import { describe, expect, it } from "vitest";
import { maskText } from "@/lib/core/mask-text";

const OPAQUE = "q7Jx2vLkT9mWzR4nB8sYcD1fHgPa5EuX3oKi6NtQ0wV";

describe("a text in the log", () => {
  it.each([
    ["a JWT", "got eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.c2ln back", "got [masked] back"],
    ["half a JWT", "got eyJhbGciOi", "got [masked]"],
    ["a sealed value", "row eyJhbGciOiJB.AAAA.BBBB.CCCC.DDDD", "row [masked]"],
    ["an opaque value", `rejected ${OPAQUE}, sorry`, "rejected [masked], sorry"],
    ["standard base64", "is Zm9v+mFy/3Vhc2RmaGprbGFzZA7qXj==", "is [masked]"],
    ["a hexadecimal value", "is 9f86d081884c7d659a2feaa0c55ad015", "is [masked]"],
    ["a value in capitals and digits", "is JBSWY3DPEHPK3PXP7RQ2Z4ML6V5T", "is [masked]"],
    ["a short value after Bearer", "sent Authorization-ish Bearer abc123", "sent Authorization-ish Bearer [masked]"],
    ["credentials after Basic", "Basic dXNlcjpwdw==", "Basic [masked]"],
    ["an authorization header", "Authorization: Digest a=b, c=d", "Authorization: [masked]"],
    ["all cookies of a header", "Cookie: a=b; c=d\nHost: x", "Cookie: [masked]\nHost: x"],
    ["the values of a query", "GET /callback?code=ab&state=cd#x=y", "GET /callback?code=[masked]&state=[masked]#x=[masked]"],
    ["the first value of a form", "code=ab&grant_type=x", "code=[masked]&grant_type=[masked]"],
    ["a password in an address", "postgres://app:hunter2@db:5432/x", "postgres://[masked]@db:5432/x"],
    ["a password that holds an @", "postgres://app:p@ss@db/x", "postgres://[masked]@db/x"],
    ["a member of a JSON text", '{"refresh_token":"a \\" b","n":1}', '{"refresh_token":"[masked]","n":1}'],
    [
      "a member of a JSON text in a JSON text",
      '{\\"client_secret\\":\\"a b\\",\\"n\\":1}',
      '{\\"client_secret\\":\\"[masked]\\",\\"n\\":1}',
    ],
    ["an encoded pair", "body refresh_token%3Dabc", "body refresh_token%3D[masked]"],
    ["the value of a unique key", "Key (token_hash)=(abc) already exists", "Key (token_hash)=[masked]) already exists"],
    ["a setting", "CLIENT_SECRET=abc", "CLIENT_SECRET=[masked]"],
    [
      "what the parser of JSON quotes",
      `Unexpected token 'q', "q7Jx2vLkT9"... is not valid JSON`,
      `Unexpected token 'q', "[masked]"... is not valid JSON`,
    ],
    ["a private key", "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\nrest", "[masked]\nrest"],
  ])("never shows %s", (_, text, shown) => {
    expect(maskText(text)).toBe(shown);
  });

  it.each([
    "refresh.committed",
    "connection con_3fZk0Q-xT7vLw9_aB2cD4eF6 of usr_q7Jx2vLkT9mWzR4nB8sYcD1f",
    "/connections/con_3fZk0Q-xT7vLw9_aB2cD4eF6/disconnect",
    "reference K7-4QX",
    "at readAuthorizationResponse (file:///srv/app/lib/core/oauth/authorization-response.ts:31:9)",
    "    at async node_modules/next/dist/server/web/spec-extension/adapters/next-request.js:12:5",
    "ECONNREFUSED 127.0.0.1:5432",
    "code: P2002, status code: 503",
    "2026-11-22T12:00:00.000Z",
    "connections: refresh_started while REVOKING",
    "StubHub is not answering for everyone since 13:05",
    "read:sellerlistings write:sellerlistings",
    "Unique constraint failed on the fields: (`provider_id`,`account_key`)",
    "----------------------------------------",
  ])("still shows %j", (text) => {
    expect(maskText(text)).toBe(text);
  });

  it("is cut at a blank when it is very long, so that no half of a secret stays at its end", () => {
    const shown = maskText(`${"word ".repeat(3_270)}${"x".repeat(20)}${OPAQUE} and more`);

    expect(shown).toMatch(/word\[cut\]$/);
    expect(maskText(OPAQUE.repeat(2_000))).toBe("[cut]");
  });

  it("is read in linear time, whatever it holds", () => {
    const hostile = [
      "://",
      "token:",
      'token:"',
      "?a=",
      "a".repeat(7),
      "code=",
      "eyJaaaaa.",
      "%2B",
      "Bearer ",
      '\\"key\\":',
      'Unexpected "',
      "-----BEGIN ",
    ];
    const started = performance.now();

    for (const part of hostile) maskText(part.repeat(16_000 / part.length));

    expect(performance.now() - started).toBeLessThan(4_000);
  });
});
