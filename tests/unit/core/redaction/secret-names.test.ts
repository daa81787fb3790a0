import { describe, expect, it } from "vitest";
import { isSecretName } from "@/lib/core/secret-names";

describe("a field's name", () => {
  it.each([
    "token",
    "access_token",
    "refreshToken",
    "idTokens",
    "token_hash",
    "code",
    "authCode",
    "device-code",
    "state",
    "oauthState",
    "clientSecret",
    "X-Client-Secret",
    "Authorization",
    "proxy-authorization",
    "cookie",
    "Set-Cookie",
    "password",
    "passwd",
    "codeVerifier",
    "nonce",
    "key",
    "keys",
    "k",
    "x-api-key",
    "apikey",
    "privateKey",
    "private_key_pem",
    "HOLDFAST_KEYS",
    "AUTH_SECRET",
    "credentials",
    "client_assertion",
    "jwks",
  ])("%s tells a secret", (name) => {
    expect(isSecretName(name)).toBe(true);
  });

  it.each([
    "keyId",
    "kid",
    "connectionId",
    "errorCode",
    "statusCode",
    "displayState",
    "tokenType",
    "tokenExpiresAt",
    "status",
    "reference",
    "keyboard",
    "codec",
    "generation",
    "constructor",
    "",
  ])("%j tells none", (name) => {
    expect(isSecretName(name)).toBe(false);
  });
});
