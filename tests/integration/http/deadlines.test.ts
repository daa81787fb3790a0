import type { Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { client, failureOf, httpTarget, tcpTarget, timed, to, toOwn } from "./loopback";

const DEADLINE = 500;
const SLACK = 300;

const drip = (socket: Socket, pieces: Iterable<string | Uint8Array>) => {
  const rest = pieces[Symbol.iterator]();
  const timer = setInterval(() => {
    const next = rest.next();
    if (!next.done) socket.write(next.value);
  }, 20);
  socket.on("close", () => clearInterval(timer));
};
const bytes = function* (data: Uint8Array) {
  for (const byte of data) yield Uint8Array.of(byte);
};
const endless = function* (piece: string) {
  for (;;) yield piece;
};

const endlessHeaders = function* () {
  yield "HTTP/1.1 200 OK\r\n";
  yield* endless("a: b\r\n");
};

const SLOW: readonly (readonly [string, (socket: Socket) => void])[] = [
  ["never answers", () => undefined],
  [
    "sends one byte of a header at a time",
    (socket) => drip(socket, bytes(Buffer.from(`HTTP/1.1 200 OK\r\nx: ${"y".repeat(9_000)}`))),
  ],
  ["sends one small header after another", (socket) => drip(socket, endlessHeaders())],
  ["sends interim answers for ever", (socket) => drip(socket, endless("HTTP/1.1 100 Continue\r\n\r\n"))],
  [
    "sends one byte of a body at a time",
    (socket) => {
      socket.write("HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n");
      drip(socket, endless("x"));
    },
  ],
  [
    "sends one byte of a compressed body at a time",
    (socket) => {
      socket.write("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n\r\n");
      drip(socket, bytes(gzipSync(Buffer.from(Array.from({ length: 4_000 }, (_, i) => (i * 7919) % 256)))));
    },
  ],
];

describe("B9: a slow provider", () => {
  it.each(SLOW)("B9: that %s costs no more than the deadline", async (_, behave) => {
    await using provider = await tcpTarget((socket) => void socket.once("data", () => behave(socket)));

    const { value, ms } = await timed(() =>
      client()(toOwn(`${provider.origin}/token`, { deadlineMs: DEADLINE, method: "POST", body: "a=b" })),
    );

    expect(failureOf(value)).toMatchObject({ reason: "timeout", requestSent: true });
    expect(ms).toBeGreaterThan(DEADLINE - 50);
    expect(ms).toBeLessThan(DEADLINE + SLACK);
    await expect.poll(provider.open, { message: "the connection is closed, not left behind" }).toBe(0);
  });

  it("B9: whose name is never resolved costs the connect part only, and nothing was sent", async () => {
    const call = client({ resolve: () => new Promise(() => undefined), limits: { connectMs: 200 } });

    const { value, ms } = await timed(() => call(to("https://slow.example/token")));

    expect(failureOf(value)).toMatchObject({ reason: "timeout", requestSent: false });
    expect(ms).toBeLessThan(200 + SLACK);
  });

  it("B9: that never shakes hands costs the connect part only, and nothing was sent", async () => {
    await using provider = await tcpTarget((socket) => void socket.resume());
    const call = client({ resolve: async () => ["127.0.0.1"], limits: { connectMs: 200 } });

    const { value, ms } = await timed(() => call(toOwn(`https://slow.example:${provider.port}/token`)));

    expect(failureOf(value)).toMatchObject({ reason: "timeout", requestSent: false });
    expect(ms).toBeLessThan(200 + SLACK);
    await expect.poll(provider.open).toBe(0);
  });

  it("B9: cannot be given more time than the limit, whatever a caller asks for", async () => {
    await using provider = await tcpTarget((socket) => void socket.resume());

    const { ms } = await timed(() =>
      client({ limits: { deadlineMs: 200 } })(toOwn(`${provider.origin}/`, { deadlineMs: 60_000 })),
    );

    expect(ms).toBeLessThan(200 + SLACK);
  });

  it.each([0, -1, Number.NaN])("B9: is not called at all when the time is already over (%d)", async (deadlineMs) => {
    await using provider = await httpTarget((_, reply) => reply.end());

    expect(failureOf(await client()(toOwn(`${provider.origin}/`, { deadlineMs })))).toMatchObject({
      reason: "timeout",
      requestSent: false,
    });
    expect(provider.connections()).toBe(0);
  });
});

describe("B9: a provider with too many headers", () => {
  it.each([
    ["in one line", `x: ${"y".repeat(17_000)}\r\n`],
    ["in many lines", "name: value\r\n".repeat(2_000)],
  ])("B9: is cut off at 16 kB, %s", async (_, lines) => {
    await using provider = await tcpTarget(
      (socket) => void socket.once("data", () => socket.write(`HTTP/1.1 200 OK\r\n${lines}\r\n`)),
    );

    expect(failureOf(await client()(toOwn(`${provider.origin}/`)))).toMatchObject({
      reason: "headers_too_large",
      requestSent: true,
    });
  });

  it("is read below that", async () => {
    await using provider = await httpTarget((_, reply) => reply.setHeader("x", "y".repeat(15_000)).end("ok"));

    expect(await client()(toOwn(`${provider.origin}/`))).toMatchObject({ ok: true, reply: { body: "ok" } });
  });
});
