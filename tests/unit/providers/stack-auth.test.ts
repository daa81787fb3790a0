import { describe, expect, test } from "vitest";
import { buildApiRequest } from "@/lib/core/oauth/api-request";
import { classifyReply, failedReply } from "@/lib/core/oauth/classify-error";
import { effectOf, failureClassOf } from "@/lib/core/oauth/error-effect";
import type { CallKind } from "@/lib/core/oauth/error-rules";
import { readErrorWords } from "@/lib/core/oauth/error-words";
import { buildHttpRevocation } from "@/lib/core/oauth/http-revocation-request";
import { stackAuth } from "@/lib/core/providers/stack-auth";
import { givenTarget } from "../../support/golden";

const failed = (where: CallKind, status: number, body: object) =>
  failedReply(where, { status, headers: {}, body: JSON.stringify(body) });

describe("what Stack Auth refuses", () => {
  test("Stack Auth 5: a key header without the kind of access is our own fault, and no connection is marked", () => {
    const refused = classifyReply(
      stackAuth,
      failed("refresh", 400, { code: "PROJECT_KEY_WITHOUT_ACCESS_TYPE", error: "A sentence." }),
    );

    expect(refused).toEqual({ class: "request_invalid", proven: false });
    expect([effectOf(refused.class), failureClassOf(refused.class)]).toEqual(["client_misconfigured", "setup"]);
  });

  test("Stack Auth 5: wherever our key goes, the kind of access goes along", () => {
    const target = givenTarget(stackAuth);
    const call = { accessToken: "acc3ss", variables: {} };
    if (stackAuth.revocation.kind !== "http") throw new Error("the definition has changed");
    const requests = [
      buildApiRequest(target, { ...call, method: "GET", endpoint: "{api}/users/me" }),
      buildHttpRevocation(target, { ...call, revocation: stackAuth.revocation, refreshToken: null }),
    ];

    for (const request of requests) {
      expect(request.ok && request.value.headers).toMatchObject({
        "x-stack-publishable-client-key": "pck_one",
        "x-stack-access-type": "client",
      });
    }
  });

  test.each([
    "invalid_grant",
    "invalid_client",
    "REFRESH_TOKEN_NOT_FOUND_OR_EXPIRED",
    "Refresh token not found for this project.",
  ])("Stack Auth 10: the code decides, and a sentence that reads %s does not", (sentence) => {
    const known = failed("refresh", 401, { code: "INVALID_PUBLISHABLE_CLIENT_KEY", error: sentence });

    expect(classifyReply(stackAuth, known).class).toBe("config_client");
    expect(readErrorWords(stackAuth.reply, known, (text) => text).errorCode).toBe("INVALID_PUBLISHABLE_CLIENT_KEY");
  });

  test("Stack Auth 11: a second factor asks the person to sign in, and the attempt's code is kept nowhere", () => {
    const reply = failed("token", 400, {
      code: "MULTI_FACTOR_AUTHENTICATION_REQUIRED",
      error: "Multi-factor authentication is required for this user.",
      details: { attempt_code: "a-code-for-one-sign-in-0123456789" },
    });

    expect(classifyReply(stackAuth, reply).class).toBe("reauth_required");
    const words = readErrorWords(stackAuth.reply, reply, (text) => text);
    expect(words.errorCode).toBe("MULTI_FACTOR_AUTHENTICATION_REQUIRED");
    expect(JSON.stringify(words)).not.toContain("a-code-for-one-sign-in");
  });
});
