import { once } from "node:events";
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";

/**
 * What becomes of an answer. The marketplace behind has done its work in every case but `refuse`.
 *
 * `lose`: the connection ends without an answer. `hold`: it waits on its way back. `late`: the request waits
 * on its way there, and goes on also when nobody waits for its answer any more. `alter`: it says something else. `drip`: byte by byte.
 * `reset`: the connection is reset in the middle of the body. `cut`: it ends in the middle of the body, in good order.
 * `twice`: a second copy follows on the same connection. `refuse`: the marketplace is not reached at all.
 */
export type Fate =
  | { readonly kind: "pass" | "lose" | "reset" | "cut" | "refuse" }
  | { readonly kind: "hold" | "late"; readonly until: () => Promise<unknown> }
  | { readonly kind: "drip"; readonly everyMs: number }
  | { readonly kind: "twice"; readonly afterMs: number }
  | { readonly kind: "alter"; readonly change: (body: string) => string };

export type Passing = {
  readonly path: string;
  /** A refresh; the rest (pages, code exchanges, calls of the API) is passed on unless the test says otherwise. */
  readonly isRefresh: boolean;
  /** The refresh token that it presents; "" for anything but a refresh. */
  readonly token: string;
  /** How often this refresh token came by, this time included; 0 for anything but a refresh. */
  readonly nth: number;
};

export type FaultProxy = AsyncDisposable & {
  readonly origin: string;
  /** Decides what becomes of each answer; may be changed at any time. */
  fate: (passing: Passing) => Fate;
  readonly counts: () => ProxyCounts;
  /** Everything since the last look. */
  readonly reset: () => void;
};

export type ProxyCounts = {
  /** Refresh requests. */
  readonly refreshes: number;
  /** Of these, those that presented a refresh token which had come by before. */
  readonly again: number;
  /** Of these, those that came while another one of the same permission was neither answered nor given up. */
  readonly overlaps: number;
  /** The most refreshes at one moment. */
  readonly mostAtOnce: number;
};

type Headers = Readonly<Record<string, string | string[]>>;
type Reply = { readonly status: number; readonly headers: Headers; readonly body: Buffer };

const PASS: Fate = { kind: "pass" };

/** A proxy on loopback between us and a marketplace, which breaks answers on the way as it is told. */
export async function faultProxy(target: string): Promise<FaultProxy> {
  const upstream = new Agent({ keepAlive: true });
  const sockets = new Set<Socket>();
  const watch = watchRefreshes();
  const server = createServer((incoming, response) => {
    void serve(incoming, response).catch(() => incoming.socket.destroy());
  });
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await read(incoming);
    const token = refreshTokenIn(incoming, body);
    // Whoever gave up before asking again is heard first.
    await nextTurn();
    const passing: Passing = {
      path: incoming.url ?? "",
      isRefresh: token !== null,
      token: token ?? "",
      nth: token === null ? 0 : watch.seen(token),
    };
    const fate = proxy.fate(passing);
    const leave = token === null ? () => undefined : watch.enter(token);
    response.once("close", leave);
    if (fate.kind === "refuse") return void incoming.socket.destroy();
    if (fate.kind === "late") await fate.until();
    const reply = await forward(new URL(target), upstream, incoming, body);
    if (token !== null) watch.follows(token, reply.body);
    await deliver(fate, incoming.socket, response, reply);
    if (fate.kind !== "pass") leave();
  }

  const proxy: FaultProxy = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    fate: () => PASS,
    counts: watch.counts,
    reset: watch.reset,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      upstream.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  return proxy;
}

async function deliver(fate: Fate, socket: Socket, response: ServerResponse, reply: Reply): Promise<void> {
  if (socket.destroyed) return;
  const half = Math.floor(reply.body.length / 2);
  switch (fate.kind) {
    case "lose":
    case "refuse":
      return void socket.destroy();
    case "hold":
      await Promise.race([fate.until(), once(response, "close")]);
      return finish(response, reply);
    case "drip":
      response.writeHead(reply.status, reply.headers);
      for (const byte of reply.body) {
        if (socket.destroyed) return;
        response.write(Buffer.of(byte));
        await sleep(fate.everyMs);
      }
      return void response.end();
    case "reset":
      response.writeHead(reply.status, reply.headers);
      response.write(reply.body.subarray(0, half), () => socket.resetAndDestroy());
      return;
    case "cut":
      response.writeHead(reply.status, reply.headers);
      response.write(reply.body.subarray(0, half), () => socket.end());
      return;
    case "twice":
      finish(response, reply);
      await sleep(fate.afterMs);
      return void socket.write(plain(reply));
    case "alter":
      return finish(response, altered(reply, fate.change(reply.body.toString())));
    case "late":
    case "pass":
      return finish(response, reply);
  }
}

const finish = (response: ServerResponse, { status, headers, body }: Reply): void => {
  if (!response.destroyed) response.writeHead(status, headers).end(body);
};

const altered = (reply: Reply, text: string): Reply => {
  const body = Buffer.from(text);
  return { ...reply, body, headers: { ...reply.headers, "content-length": String(body.length) } };
};

const plain = ({ status, headers, body }: Reply): Buffer =>
  Buffer.concat([
    Buffer.from(
      `HTTP/1.1 ${status} again\r\n${Object.entries(headers)
        .map(([name, value]) => `${name}: ${value}\r\n`)
        .join("")}\r\n`,
    ),
    body,
  ]);

async function read(from: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of from) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** A refresh presents its token in a form or in JSON. */
function refreshTokenIn(incoming: IncomingMessage, body: Buffer): string | null {
  if (incoming.method !== "POST") return null;
  const text = body.toString();
  const form = new URLSearchParams(text);
  if (form.get("grant_type") === "refresh_token") return form.get("refresh_token");
  return /"grant_type":"refresh_token"/.test(text) ? (/"refresh_token":"([^"]+)"/.exec(text)?.[1] ?? null) : null;
}

/** The marketplace answers to its own name only. */
async function forward(target: URL, agent: Agent, incoming: IncomingMessage, body: Buffer): Promise<Reply> {
  const { connection: _, ...headers } = incoming.headers;
  const asked = request({
    agent,
    host: target.hostname,
    port: target.port,
    path: incoming.url,
    method: incoming.method,
    headers: { ...headers, host: target.host },
  });
  asked.end(body);
  const [reply] = (await once(asked, "response")) as [IncomingMessage];
  const bytes = await read(reply);
  const { connection, "keep-alive": keepAlive, "transfer-encoding": coding, ...rest } = reply.headers;
  const kept = Object.entries(rest).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  return {
    status: reply.statusCode ?? 502,
    headers: { ...Object.fromEntries(kept), "content-length": String(bytes.length) },
    body: bytes,
  };
}

/** Which refresh tokens came by, and how many of one permission were under way at one moment. */
function watchRefreshes() {
  const times = new Map<string, number>();
  const families = new Map<string, string>();
  const open = new Map<string, number>();
  let counts = { refreshes: 0, again: 0, overlaps: 0, mostAtOnce: 0 };
  const familyOf = (token: string) => families.get(token) ?? token;
  return {
    seen(token: string): number {
      const nth = (times.get(token) ?? 0) + 1;
      times.set(token, nth);
      counts = { ...counts, refreshes: counts.refreshes + 1, again: counts.again + (nth > 1 ? 1 : 0) };
      return nth;
    },
    /** @returns to be called when it was answered or given up */
    enter(token: string): () => void {
      const family = familyOf(token);
      const others = open.get(family) ?? 0;
      open.set(family, others + 1);
      const now = [...open.values()].reduce((sum, many) => sum + many, 0);
      counts = { ...counts, overlaps: counts.overlaps + (others > 0 ? 1 : 0), mostAtOnce: Math.max(counts.mostAtOnce, now) };
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        const left = (open.get(family) ?? 1) - 1;
        if (left === 0) open.delete(family);
        else open.set(family, left);
      };
    },
    /** What a token was exchanged for belongs to the same permission. */
    follows(token: string, body: Buffer): void {
      const next = /"refresh_token":"([^"]+)"/.exec(body.toString())?.[1];
      if (next !== undefined) families.set(next, familyOf(token));
    },
    counts: (): ProxyCounts => counts,
    reset: (): void => {
      counts = { refreshes: 0, again: 0, overlaps: 0, mostAtOnce: 0 };
    },
  };
}
