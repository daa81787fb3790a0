import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { handleRequest } from "@/lib/server/handle-request";
import { FLASH_COOKIE } from "@/lib/web/flash";

/** What came through the door, and how the framework of these tests answers it. */
let arrived: IncomingMessage[] = [];
let answer: (response: ServerResponse) => void = () => undefined;
const logged: string[] = [];

let server: Server;
let port = 0;

beforeAll(async () => {
  const log = (event: string): void => void logged.push(event);
  const framework = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    arrived.push(incoming);
    incoming.resume();
    answer(response);
  };
  let handler: ReturnType<typeof handleRequest> = () => undefined;
  server = createServer({ maxHeaderSize: 96 * 1024 }, (incoming, response) => handler(incoming, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
  handler = handleRequest(framework, {
    dev: false,
    appOrigin: `http://localhost:${port}`,
    trustProxy: false,
    logger: { info: log, warn: log, error: log },
  });
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

beforeEach(() => {
  arrived = [];
  answer = (response) => response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" }).end("<p>page</p>");
});

type Reply = { readonly status: number; readonly headers: IncomingMessage["headers"]; readonly body: string };

/** Sends the target exactly as given: a browser's or fetch's parser would tidy it first. */
const send = (target: string, headers: OutgoingHttpHeaders = {}, method = "GET", body = ""): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const outgoing = request(
      { host: "127.0.0.1", port, method, path: target, headers: { host: `localhost:${port}`, ...headers }, agent: false },
      async (incoming) => {
        const chunks: Buffer[] = [];
        for await (const chunk of incoming) chunks.push(chunk as Buffer);
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(chunks).toString() });
      },
    );
    outgoing.on("error", reject);
    outgoing.end(body);
  });

const ours = { "sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded" };

test("D2: every document has a fresh nonce, and the framework is told the same policy", async () => {
  const [first, second] = [await send("/connections"), await send("/connections")];

  expect(first.headers["content-security-policy"]).toMatch(/script-src 'nonce-[A-Za-z0-9+/]{24}' 'strict-dynamic'/);
  expect(first.headers["content-security-policy"]).not.toBe(second.headers["content-security-policy"]);
  expect(arrived[0]?.headers["content-security-policy"]).toBe(first.headers["content-security-policy"]);
});

test("D2: refusals and faults carry the same headers as pages", async () => {
  const refused = await send("//evil.com");
  answer = () => {
    throw new Error("secret-in-a-message");
  };
  const failed = await send("/connections");

  expect([refused.status, failed.status]).toEqual([400, 500]);
  for (const { headers, body } of [refused, failed]) {
    expect(headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "cache-control": "no-store",
      "cross-origin-opener-policy": "same-origin",
    });
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(body).not.toMatch(/secret-in-a-message|evil/);
  }
  expect(logged).toEqual(expect.arrayContaining(["door.turned_away", "http.failed"]));
});

test("C5: whatever the framework says, only hashed files may be kept", async () => {
  answer = (response) => {
    response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
    response.end("x");
  };

  expect((await send("/connections")).headers["cache-control"]).toBe("no-store");
  expect((await send("/api/connections/con_1/refresh")).headers["cache-control"]).toBe("no-store");
  expect((await send("/_next/static/chunks/a1b2.js")).headers["cache-control"]).toContain("immutable");
});

test("C5: a missing hashed file is not remembered as missing", async () => {
  answer = (response) => {
    response.statusCode = 404;
    response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
    response.end();
  };

  expect((await send("/_next/static/chunks/a1b2.js")).headers["cache-control"]).toBe("no-store");
});

test("a one-time message ends with the page that showed it, not with a redirect or a file", async () => {
  const cookie = `${FLASH_COOKIE}=abc.def`;

  expect((await send("/connections", { cookie })).headers["set-cookie"]).toEqual([
    expect.stringMatching(/^__Host-holdfast\.flash=; .*Max-Age=0/),
  ]);
  answer = (response) => response.writeHead(307, { Location: "/connections" }).end();
  expect((await send("/", { cookie })).headers["set-cookie"]).toBeUndefined();
  answer = (response) => response.writeHead(200, { "Content-Type": "text/x-component" }).end();
  expect((await send("/connections", { cookie })).headers["set-cookie"]).toBeUndefined();
});

test("a page's own cookies stay when a one-time message ends", async () => {
  answer = (response) => {
    response.setHeader("Set-Cookie", "theme=dark");
    response.setHeader("Content-Type", "text/html");
    response.end();
  };

  expect((await send("/connections", { cookie: `${FLASH_COOKIE}=abc.def` })).headers["set-cookie"]).toHaveLength(2);
});

test("D5: a form of another site never reaches the application", async () => {
  for (const headers of [
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { origin: "https://evil.example" },
    { origin: "null" },
    {},
  ]) {
    const reply = await send("/api/connections/con_1/disconnect", { "content-length": "0", ...headers }, "POST");
    expect(reply.status).toBe(403);
  }
  expect(arrived).toEqual([]);

  expect((await send("/api/connections/con_1/disconnect", { ...ours, "content-length": "0" }, "POST")).status).toBe(200);
  expect(
    (await send("/api/connections/con_1/disconnect", { origin: `http://localhost:${port}`, "content-length": "0" }, "POST"))
      .status,
  ).toBe(200);
});

test("E2: crooked addresses never reach the application", async () => {
  for (const target of [
    "/connections//con_1",
    "/connections%2fcon_1",
    "/connections/..%2fapi",
    "/./connections",
    "/connections%5ccon_1",
    "http://evil.com/connections",
  ]) {
    expect((await send(target)).status, target).toBe(400);
  }
  expect(arrived).toEqual([]);
});

test("E2, A15: the application sees its own name and nothing that a client may not say", async () => {
  const forged = {
    "x-middleware-subrequest": "src/proxy",
    "x-forwarded-host": "evil.com",
    "x-forwarded-proto": "https",
    "x-forwarded-for": "203.0.113.7",
    "x-holdfast-target": "/help",
  };

  await send("/connections?state=paused", forged);
  await send("/api/oauth/stubhub/start", { ...ours, host: "evil.com", "content-length": "0" }, "POST");

  for (const name of Object.keys(forged).filter((each) => each !== "x-holdfast-target"))
    expect(arrived[0]?.headers).not.toHaveProperty(name);
  expect(arrived[0]?.headers["x-holdfast-target"]).toBe("/connections?state=paused");
  expect(arrived.map(({ headers }) => headers.host)).toEqual([`localhost:${port}`, `localhost:${port}`]);
});

test("A13: a 64 kB callback gets a page of ours, not a bare refusal of the parser", async () => {
  const reply = await send(`/api/oauth/stubhub/callback?state=${"s".repeat(64 * 1024)}`);

  expect(reply.status).toBe(400);
  expect(reply.body).toContain("<h1>");
  expect(arrived).toEqual([]);
});

test("a body beyond 64 KiB is refused before it is read", async () => {
  const reply = await send("/api/sign-in", { ...ours, "content-length": String(65 * 1024) }, "POST", "a".repeat(65 * 1024));

  expect(reply.status).toBe(413);
  expect(arrived).toEqual([]);
});

test("a page asked for by another name is sent to its own", async () => {
  const reply = await send("/mailbox", { host: `127.0.0.1:${port}` });

  expect([reply.status, reply.headers.location]).toEqual([307, `http://localhost:${port}/mailbox`]);
  expect(arrived).toEqual([]);
});
