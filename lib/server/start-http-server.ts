import { createServer, type Server } from "node:http";
import path from "node:path";
import next from "next";
import { builtFiles } from "./built-files";
import { type DoorSettings, type Framework, handleRequest } from "./handle-request";

export type HttpServerOptions = DoorSettings & {
  readonly port: number;
  /** Interface to listen on. */
  readonly host: string;
  /** The project's folder, which holds the build. */
  readonly dir: string;
};

/** `close` stops accepting, lets running requests finish and gives up on them after ten seconds. */
export type HttpServer = { readonly port: number; readonly close: () => Promise<void> };

/** Above the longest address, so that a long one is refused by us with a page and not by a bare 431. */
const LONGEST_HEADERS = 96 * 1024;
const GRACE_MS = 10_000;

/**
 * Serves the application.
 *
 * @throws when the port is taken (`EADDRINUSE`) or there is no build in `dir`
 */
export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const server = createServer({
    maxHeaderSize: LONGEST_HEADERS,
    requestTimeout: 30_000,
    headersTimeout: 10_000,
    keepAliveTimeout: 30_000,
  });
  // The framework takes upgrades from the server it is given: only its development socket needs them.
  const app = next({
    dev: options.dev,
    dir: options.dir,
    hostname: options.host,
    port: options.port,
    httpServer: options.dev ? server : createServer(),
    quiet: true,
  });
  await app.prepare();
  const framework = app.getRequestHandler();
  const built = options.dev ? null : builtFiles(path.join(options.dir, ".next/static"));
  const answer: Framework = async (request, response) => {
    if (!built?.(request, response)) await framework(request, response);
  };
  server.on("request", handleRequest(answer, options));
  try {
    await listen(server, options.port, options.host);
  } catch (error) {
    await app.close();
    throw error;
  }

  return {
    port: portOf(server),
    close: async () => {
      await closeGently(server);
      await app.close();
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("server: it does not listen on a port");
  return address.port;
}

function closeGently(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const sweep = setInterval(() => server.closeIdleConnections(), 200);
    const giveUp = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(giveUp);
      resolve();
    });
  });
}
