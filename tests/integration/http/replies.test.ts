import type { Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { selfSigned } from "../../support/self-signed";
import { client, failureOf, httpsTarget, httpTarget, tcpTarget, to, toOwn } from "./loopback";

describe("a reply", () => {
  it("arrives whole, with names in lower case and the provider's clock", async () => {
    await using provider = await httpTarget((request, reply) => {
      reply.writeHead(201, {
        "X-Who": String(request.headers["user-agent"]),
        "Set-Cookie": ["a=1", "b=2"],
        Date: "Thu, 01 Jan 2026 00:00:00 GMT",
      });
      reply.end(`${request.method} é`);
    });
    const clock = { now: () => new Date("2026-01-01T00:00:30Z"), monotonicMs: () => 0 };

    const outcome = await client({ clock, version: "1.2.3" })(toOwn(`${provider.origin}/`, { method: "POST", body: "a=b" }));

    expect(outcome).toMatchObject({
      ok: true,
      reply: {
        status: 201,
        body: "POST é",
        headers: { "x-who": "Holdfast/1.2.3", "set-cookie": "a=1, b=2" },
        clockSkewMs: -30_000,
      },
    });
  });

  it.each([204, 400, 401, 429, 500, 503])("with status %i is a reply, not a failure", async (status) => {
    await using provider = await httpTarget((_, reply) => reply.writeHead(status, { "content-encoding": "gzip" }).end());

    expect(await client()(toOwn(`${provider.origin}/`))).toMatchObject({ ok: true, reply: { status, body: "" } });
  });

  const gzipped = gzipSync("access_token".repeat(500));
  it.each([
    ["is not HTTP", "SSH-2.0-OpenSSH_9\r\n\r\n"],
    ["is cut off in the headers", "HTTP/1.1 200 OK\r\ncontent-"],
    ["is cut off in the body", "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{"],
    ["is cut off in a chunk", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{"],
    ["is not what its encoding says", "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n\r\n{}"],
    ["has an encoding that nobody asked for", "HTTP/1.1 200 OK\r\ncontent-encoding: zstd\r\n\r\n{}"],
    [
      "is cut off in a compressed body",
      Buffer.concat([Buffer.from("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n\r\n"), gzipped.subarray(0, 20)]),
    ],
    ["switches protocols", "HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n"],
    ["never comes", ""],
  ])("that %s leaves the outcome open: the request had left", async (_, bytes) => {
    await using provider = await tcpTarget((socket) => void socket.once("data", () => socket.end(bytes)));

    expect(failureOf(await client()(toOwn(`${provider.origin}/`, { method: "POST", body: "a=b" })))).toMatchObject({
      reason: "reset",
      requestSent: true,
    });
  });
});

describe("a request that cannot be made", () => {
  it("says that nothing was sent when nobody listens", async () => {
    const gone = await tcpTarget(() => undefined);
    await gone[Symbol.asyncDispose]();

    expect(failureOf(await client()(toOwn(`${gone.origin}/`)))).toEqual({
      reason: "connect",
      requestSent: false,
      detail: "127.0.0.1: ECONNREFUSED",
    });
  });

  it.each([
    ["fails", () => Promise.reject(new Error("ENOTFOUND secret.example"))],
    ["is empty", async () => []],
    [
      "throws",
      () => {
        throw new Error("broken");
      },
    ],
  ])("says that nothing was sent when the look-up %s", async (_, resolve) => {
    const failure = failureOf(await client({ resolve })(to("https://shop.example/")));

    expect(failure.requestSent).toBe(false);
    expect(["dns", "connect"]).toContain(failure.reason);
  });

  it.each([{ "X-Bad": "a\r\nb: c" }, { "bad name": "x" }, { Host: "elsewhere" }])(
    "is refused rather than written wrongly: %j",
    async (headers) => {
      await using provider = await httpTarget((_, reply) => reply.end());

      expect(failureOf(await client()(toOwn(`${provider.origin}/`, { headers })))).toMatchObject({
        reason: "refused_by_guard",
        requestSent: false,
      });
      expect(provider.connections()).toBe(0);
    },
  );
});

describe("over https", () => {
  const certificate = selfSigned("shop.example");
  const resolve = async () => ["127.0.0.1"];

  it("reaches the name on the certificate", async () => {
    await using provider = await httpsTarget(certificate, (request, reply) => reply.end(request.headers.host));

    const outcome = await client({ resolve, ca: [certificate.cert] })(toOwn(`https://shop.example:${provider.port}/`));

    expect(outcome).toMatchObject({ ok: true, reply: { body: `shop.example:${provider.port}` } });
  });

  it.each([
    ["of an unknown authority", "shop.example", []],
    ["of another name", "other.example", [certificate.cert]],
  ])("sends nothing to a server with a certificate %s", async (_, name, trusted) => {
    let asked = 0;
    await using provider = await httpsTarget(certificate, (_request, reply) => {
      asked += 1;
      reply.end();
    });

    const outcome = await client({ resolve, ca: trusted })(toOwn(`https://${name}:${provider.port}/`));

    expect(failureOf(outcome)).toMatchObject({ reason: "tls", requestSent: false });
    expect(asked).toBe(0);
    await expect.poll(provider.open).toBe(0);
  });

  it("sends nothing to a server that speaks plain http", async () => {
    await using provider = await httpTarget((_, reply) => reply.end());

    expect(failureOf(await client({ resolve })(toOwn(`https://shop.example:${provider.port}/`)))).toMatchObject({
      reason: "tls",
      requestSent: false,
    });
  });
});

describe("a connection", () => {
  it("is used for one call and closed, also by a server that would keep it", async () => {
    const asked: string[] = [];
    await using provider = await tcpTarget((socket: Socket) => {
      socket.on("data", (data) => {
        asked.push(/\r\nconnection: (.+)\r\n/i.exec(String(data))?.[1] ?? "");
        socket.write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: keep-alive\r\n\r\nok");
      });
    });
    const call = client();

    for (let round = 1; round <= 3; round += 1) {
      expect(await call(toOwn(`${provider.origin}/`))).toMatchObject({ ok: true });
      await expect.poll(provider.open).toBe(0);
      expect(provider.connections()).toBe(round);
    }
    expect(asked).toEqual(["close", "close", "close"]);
  });

  it("brings no second answer to anybody else's call", async () => {
    let answered = 0;
    await using provider = await tcpTarget((socket: Socket) => {
      socket.on("data", () => {
        answered += 1;
        const answer = `HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n${answered}`;
        socket.write(answer);
        setTimeout(() => socket.destroyed || socket.write(answer), 5);
      });
    });
    const call = client();

    for (const mine of ["1", "2", "3"]) {
      expect(await call(toOwn(`${provider.origin}/`))).toMatchObject({ reply: { body: mine } });
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });

  it("that breaks under a request is not tried again: the provider may have acted", async () => {
    const requests: string[] = [];
    await using provider = await tcpTarget((socket: Socket) => {
      socket.on("data", (data) => {
        requests.push(String(data).slice(0, 7));
        socket.resetAndDestroy();
      });
    });

    expect(failureOf(await client()(toOwn(`${provider.origin}/1`, { method: "POST", body: "a=b" })))).toMatchObject({
      reason: "reset",
      requestSent: true,
    });
    expect(requests).toEqual(["POST /1"]);
  });
});
