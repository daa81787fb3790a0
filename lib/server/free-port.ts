import { createServer } from "node:net";

const MOST_TRIES = 50;

/**
 * The first port from `from` upwards on which nobody listens on this interface.
 * @throws {Error} when fifty in a row are taken
 */
export async function freePort(from: number, host: string): Promise<number> {
  for (let port = from; port < from + MOST_TRIES; port++) {
    if (await isFree(port, host)) return port;
  }
  throw new Error(`no free port between ${from} and ${from + MOST_TRIES - 1}`);
}

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "EADDRINUSE" || error.code === "EACCES" ? resolve(false) : reject(error),
    );
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}
