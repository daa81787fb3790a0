import { createServer, type RequestListener } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from "node:net";
import { type GuardedHttpDeps, guardedHttp } from "@/lib/adapters/http/guarded-http";
import type { HttpOutcome, ProviderRequest } from "@/lib/core/ports/http";

/** A server of a test on 127.0.0.1 that counts who came. */
export type Target = AsyncDisposable & {
  readonly port: number;
  /** By address: `http://127.0.0.1:port`. */
  readonly origin: string;
  readonly connections: () => number;
  readonly open: () => number;
};

async function listen(server: Server): Promise<Target> {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on("connection", (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    connections: () => connections,
    open: () => sockets.size,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export const httpTarget = (handler: RequestListener) => listen(createServer(handler));
export const httpsTarget = (certificate: { cert: string; key: string }, handler: RequestListener) =>
  listen(createSecureServer(certificate, handler));
export const tcpTarget = (onSocket: (socket: Socket) => void) => listen(createTcpServer(onSocket));

/** The client under test with a real clock; every dependency can be replaced. */
export const client = (deps: Partial<GuardedHttpDeps> = {}) =>
  guardedHttp({ clock: { now: () => new Date(), monotonicMs: () => performance.now() }, version: "0.0.0", ...deps });

/** A request whose own origin is on the provider's list, so that only the rule under test can refuse it. */
export const to = (url: string, more: Partial<ProviderRequest> = {}): ProviderRequest => ({
  method: "GET",
  url,
  headers: {},
  body: null,
  allowedOrigins: URL.canParse(url) ? [new URL(url).origin] : [],
  httpOrigins: [],
  deadlineMs: 5_000,
  ...more,
});

/** The same, to a server that the test owns. */
export const toOwn = (url: string, more: Partial<ProviderRequest> = {}) =>
  to(url, { httpOrigins: [new URL(url).origin], ...more });

export const failureOf = (outcome: HttpOutcome) =>
  outcome.ok ? { reason: "none", requestSent: true, detail: "a reply came" } : outcome.failure;

export const timed = async <T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly ms: number }> => {
  const start = performance.now();
  const value = await work();
  return { value, ms: performance.now() - start };
};
