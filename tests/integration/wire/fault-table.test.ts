import type { ServerResponse } from "node:http";
import { expect, test } from "vitest";
import type { TokenOutcome } from "@/lib/core/ports/provider-client";
import { madeUpProvider } from "../../support/provider-target";
import { json, lookalike, providerClient, providerServer, TOKENS } from "./provider-server";

type Expected = { readonly class: string; readonly outcomeKnown: boolean; readonly retryAfterSeconds?: number };
type Row = readonly [name: string, answer: (response: ServerResponse) => void, expected: Expected];

const raw =
  (status: number, type: string, body: string, headers: Record<string, string> = {}) =>
  (response: ServerResponse) => {
    response.writeHead(status, { "content-type": type, ...headers }).end(body);
  };
const reply =
  (body: object, status = 200, headers: Record<string, string> = {}) =>
  (response: ServerResponse) =>
    json(response, body, status, headers);
const changed = (change: object) => reply({ ...TOKENS, ...change });
const malformed = { class: "reply_malformed", outcomeKnown: false };
const known = (errorClass: string, retryAfterSeconds?: number): Expected => ({
  class: errorClass,
  outcomeKnown: true,
  ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
});
const inHalfAMinute = () => new Date(Math.ceil(Date.now() / 1000) * 1000 + 30_000).toUTCString();

const refused: readonly Row[] = [
  ["a page with status 200", raw(200, "text/html", "<html>Sign in</html>"), malformed],
  ["truncated JSON", raw(200, "application/json", JSON.stringify(TOKENS).slice(0, -20)), malformed],
  ["an empty body", raw(200, "application/json", ""), malformed],
  ["status 201 with a whole reply", reply(TOKENS, 201), malformed],
  ["status 204", raw(204, "application/json", ""), malformed],
  ["no token_type", changed({ token_type: undefined }), malformed],
  ["a token_type nobody asked for", changed({ token_type: "mac" }), malformed],
  ["a negative expires_in", changed({ expires_in: -1 }), malformed],
  ["a null expires_in", changed({ expires_in: null }), malformed],
  ["an empty refresh_token", changed({ refresh_token: "" }), malformed],
  ["an empty access_token", changed({ access_token: "" }), malformed],
  ["no access_token", changed({ access_token: undefined }), malformed],
  ["status 200 with an error", reply({ error: "invalid_grant" }), malformed],
  ["status 200 with tokens and an error", changed({ error: "invalid_grant" }), malformed],
  ["a form-encoded body", raw(200, "application/x-www-form-urlencoded", "access_token=acc-1&token_type=bearer"), malformed],
  ["a list", raw(200, "application/json", "[]"), malformed],
  ["a scope that is a number", changed({ scope: 7 }), malformed],
  ["a body of 300 kB", changed({ padding: "x".repeat(300 * 1024) }), malformed],
  ["400 invalid_grant", reply({ error: "invalid_grant" }, 400), known("grant_dead")],
  [
    "401 invalid_client with a challenge",
    reply({ error: "invalid_client" }, 401, { "www-authenticate": 'Basic realm="x"' }),
    known("config_client"),
  ],
  ["400 invalid_client", reply({ error: "invalid_client" }, 400), known("config_client")],
  ["400 with a code that no rule knows", reply({ error: "gone_fishing" }, 400), known("reply_malformed")],
  ["400 with a page", raw(400, "text/html", "<html>invalid_grant</html>"), known("transient")],
  ["429 with Retry-After in seconds", reply({}, 429, { "retry-after": "30" }), known("rate_limited", 30)],
  ["429 with Retry-After of a day", reply({}, 429, { "retry-after": "86400" }), known("rate_limited", 3600)],
  ["503 with Retry-After", raw(503, "text/html", "<html>down</html>", { "retry-after": "120" }), known("transient", 120)],
  ["408", raw(408, "text/plain", "too slow"), known("transient")],
  ["500 with a page", raw(500, "text/html", "<html>oops</html>"), known("transient")],
  ["502 of a gateway", raw(502, "text/html", "<html>bad gateway</html>"), { class: "transient", outcomeKnown: false }],
  ["302 to a sign-in page", raw(302, "text/html", "", { location: "/login" }), known("transient")],
  ["307, which would carry the request on", raw(307, "text/html", "", { location: "/elsewhere" }), known("transient")],
  [
    "a connection that is closed after the request",
    (response) => response.destroy(),
    { class: "transient", outcomeKnown: false },
  ],
];

const definition = madeUpProvider({
  expiry: { sources: [{ from: "reply", path: "expires_in", as: "seconds" }], otherwise: "unknown" },
});
const refreshAt = (origin: string, deadlineMs?: number): Promise<TokenOutcome> =>
  providerClient(deadlineMs).refresh({ target: lookalike(definition, origin), refreshToken: "ref-1", scope: [], variables: {} });

test.each(refused)("B10: %s", async (_, answer, expected) => {
  await using server = await providerServer((_seen, response) => answer(response));

  const outcome = await refreshAt(server.origin);

  expect(outcome).toMatchObject({ ok: false, proven: false, retryAfterSeconds: null, ...expected });
  expect(server.seen).toHaveLength(1);
});

test("B10: 429 with Retry-After as a date", async () => {
  await using server = await providerServer((_seen, response) => json(response, {}, 429, { "retry-after": inHalfAMinute() }));

  const outcome = await refreshAt(server.origin);

  expect(outcome).toMatchObject({ ok: false, class: "rate_limited" });
  expect(!outcome.ok && outcome.retryAfterSeconds).toBeGreaterThanOrEqual(29);
  expect(!outcome.ok && outcome.retryAfterSeconds).toBeLessThanOrEqual(32);
});

test.each([
  ["expires_in as text", changed({ expires_in: "3600" }), 3600],
  ["a fraction of a second", changed({ expires_in: 3600.7 }), 3600],
  ["no expires_in", changed({ expires_in: undefined }), null],
  ["JSON that calls itself text", raw(200, "text/plain", JSON.stringify(TOKENS)), 3600],
  ["a token type in capitals", changed({ token_type: "BEARER" }), 3600],
  ["no refresh_token, where ours stays valid", changed({ refresh_token: undefined }), 3600],
] as const)("B10: %s is accepted though odd", async (_, answer, seconds) => {
  await using server = await providerServer((_seen, response) => answer(response));

  const outcome = await refreshAt(server.origin);

  expect(outcome).toMatchObject({ ok: true, grant: { accessToken: "acc-1", accessLifetimeSeconds: seconds } });
});

test("B10: a server that is still thinking at the deadline leaves the outcome unknown", async () => {
  await using server = await providerServer(() => undefined);

  expect(await refreshAt(server.origin, 300)).toMatchObject({
    ok: false,
    class: "transient",
    outcomeKnown: false,
    evidence: { status: null },
  });
});

test("B10: without a connection nothing was sent, and that is known", async () => {
  const server = await providerServer(() => undefined);
  await server[Symbol.asyncDispose]();

  expect(await refreshAt(server.origin)).toMatchObject({ ok: false, class: "transient", outcomeKnown: true });
});

test("B10: a name that does not exist is the provider's trouble, not the grant's", async () => {
  const nowhere = {
    production: {
      label: "Nowhere",
      isTest: false,
      bases: { auth: "https://token.invalid", api: "https://token.invalid" },
      allowHttp: false,
    },
  };
  const target = { ...lookalike({ ...definition, environments: nowhere }, "https://token.invalid"), environmentId: "production" };

  const outcome = await providerClient(3_000).refresh({ target, refreshToken: "ref-1", scope: [], variables: {} });

  expect(outcome).toMatchObject({ ok: false, class: "transient", outcomeKnown: true, proven: false });
});
