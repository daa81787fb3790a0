import { expect, it } from "vitest";
import type { CallEntry } from "@/lib/adapters/http/guarded-http";
import { client, httpTarget, to, toOwn } from "./loopback";

const SECRET = "s3cr3t-canary";
const asBody = {
  method: "POST",
  body: `grant_type=refresh_token&refresh_token=${SECRET}`,
  headers: { authorization: `Bearer ${SECRET}` },
} as const;

it("C8: the log of outbound calls tells where, how it ended and how long it took, and no secret", async () => {
  const entries: CallEntry[] = [];
  const urls: (string | undefined)[] = [];
  await using provider = await httpTarget((request, reply) => {
    urls.push(request.url);
    reply.writeHead(request.url?.startsWith("/moved") ? 307 : 200, { location: `/?token=${SECRET}` }).end(SECRET);
  });
  const call = client({ onCall: (entry) => entries.push(entry) });

  const outcomes = [
    await call(toOwn(`${provider.origin}/oauth2/token`, asBody)),
    await call(toOwn(`${provider.origin}/moved?page=${SECRET}`, asBody)),
    await call(to(`https://user:${SECRET}@shop.example/token`, asBody)),
    await call(to(`https://shop.example/token?t=${SECRET}`, { ...asBody, allowedOrigins: [] })),
    await call(to("nonsense", asBody)),
  ];

  const at = { origin: provider.origin, method: "POST", durationMs: expect.any(Number) };
  const refused = {
    origin: "",
    path: "",
    method: "POST",
    status: null,
    reason: "refused_by_guard",
    durationMs: expect.any(Number),
  };
  expect(entries).toEqual([
    { ...at, path: "/oauth2/token", status: 200, reason: null },
    { ...at, path: "/moved", status: 307, reason: "redirect" },
    refused,
    refused,
    refused,
  ]);
  expect(JSON.stringify([entries, outcomes.filter((outcome) => !outcome.ok)])).not.toContain(SECRET);
  expect(urls[0]).toBe("/oauth2/token");
});

it("C8: a log that fails does not lose the reply, which may hold the only copy of a token", async () => {
  await using provider = await httpTarget((_, reply) => reply.end("{}"));
  const call = client({
    onCall: () => {
      throw new Error("disk full");
    },
  });

  expect(await call(toOwn(`${provider.origin}/`))).toMatchObject({ ok: true, reply: { body: "{}" } });
});
