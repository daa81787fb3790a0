import { describe, expect, test } from "vitest";
import { failedReply } from "@/lib/core/oauth/classify-error";
import { readErrorWords } from "@/lib/core/oauth/error-words";
import { maskSecrets } from "@/lib/core/oauth/mask-secrets";
import { stubhub } from "@/lib/core/providers/stubhub";

const SECRET = "50%+1:x";
const words = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  readErrorWords(
    stubhub.reply,
    failedReply("refresh", { status, headers, body: typeof body === "string" ? body : JSON.stringify(body) }),
    (text) => maskSecrets(text, [SECRET, "abcd"]),
  );

test("the code and the sentence of the provider are kept for an admin", () => {
  expect(words(400, { code: "validation_failed", message: "Something is wrong" })).toEqual({
    errorCode: "validation_failed",
    errorText: "Something is wrong",
  });
  expect(words(400, { error: "invalid_grant", error_description: "Gone." })).toEqual({
    errorCode: "invalid_grant",
    errorText: "Gone.",
  });
  expect(
    words(401, "", { "www-authenticate": 'Bearer error="invalid_token", error_description="The access token \\"x\\" expired"' }),
  ).toEqual({
    errorCode: "invalid_token",
    errorText: 'The access token "x" expired',
  });
  expect(words(400, "Invalid redirect URI.", { "content-type": "text/plain; charset=utf-8" })).toEqual({
    errorCode: null,
    errorText: "Invalid redirect URI.",
  });
});

test.each([
  "REFRESH_TOKEN_NOT_FOUND_OR_EXPIRED",
  "MULTI_FACTOR_AUTHENTICATION_REQUIRED",
  "INVALID_OAUTH_CLIENT_ID_OR_SECRET",
  "36004004",
])("a long code of a provider is no secret: %s", (code) => {
  expect(words(400, { code }).errorCode).toBe(code);
});

test("a page is not quoted, and a sentence is no code", () => {
  expect(words(502, "<html>secret</html>", { "content-type": "text/html" })).toEqual({ errorCode: null, errorText: null });
  expect(words(400, { error: "The refresh token was not found." })).toEqual({
    errorCode: null,
    errorText: "The refresh token was not found.",
  });
});

describe("C4: nothing secret survives in what an admin reads", () => {
  test("C4: a secret of the call itself is masked in every form, also as a code", () => {
    expect(words(400, { error: "x", error_description: `bad secret ${SECRET} or ${encodeURIComponent(SECRET)}` }).errorText).toBe(
      "bad secret [masked] or [masked]",
    );
    expect(words(400, { error: "abcd" })).toEqual({ errorCode: null, errorText: "[masked]" });
  });

  test("C4: what looks like a token is masked, also where the cut would fall", () => {
    const token = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";
    const text = words(400, { error: "x", error_description: `${"word ".repeat(99)}${token}` }).errorText!;

    expect(text).toHaveLength(500);
    expect(text).not.toContain("eyJ");
    expect(words(400, { error: "v1.M7x9kQ2pL4nR8tW3zB6yQ0" }).errorCode).toBeNull();
  });

  test("A12: line breaks and direction marks do not survive", () => {
    expect(words(400, { error: "x", error_description: "a\r\nX-Header: b\u202e\u2028c\u0000" }).errorText).toBe(
      "a X-Header: b c ",
    );
  });
});
