import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import type { ProviderDefinition } from "../core/providers/definition";
import { answerRequest } from "./answer-request";
import { buildMarketplace } from "./build-marketplace";
import { readRequest } from "./http/request";
import { send } from "./http/send";
import { type SigningKey, signingKeyOf } from "./id-token/signing-key";
import type { SandboxClient } from "./market-state";
import type { Marketplace, Sandbox } from "./marketplace";
import { LOOKALIKES } from "./quirks/lookalikes";
import type { Quirks } from "./quirks/quirks";
import { type CounterReading, readCounters } from "./state/read-counters";
import { freshRecords, type SandboxRecords } from "./state/records";
import { memoryOf, openStore } from "./state/state-file";

export type SandboxOptions = {
  readonly definitions: readonly ProviderDefinition[];
  /** 0 takes a free one. */
  readonly port: number;
  readonly host: "127.0.0.1";
  /** Where the state survives a restart, readable by its owner only; null keeps it in memory. */
  readonly statePath: string | null;
  readonly clients: readonly SandboxClient[];
  readonly mode: "trial" | "production";
  /** What it knows from the beginning, kept in memory; left out: what `statePath` says. */
  readonly records?: SandboxRecords;
  /** Epoch milliseconds. */
  readonly now?: () => number;
  readonly lookalikes?: readonly Quirks[];
  /** Told of a fault of the sandbox itself; never of one that a switch makes. */
  readonly report?: (cause: unknown) => void;
};

export type RunningSandbox = {
  readonly origin: string;
  readonly port: number;
  readonly counters: () => Readonly<Record<string, CounterReading>>;
  /** Stops listening, hangs up on everybody and writes the last state. */
  readonly close: () => Promise<void>;
};

/** Starts a server and waits until it listens; a port that is taken rejects with Node's own `EADDRINUSE`. */
async function listen(server: ReturnType<typeof createServer>, port: number, host: string): Promise<number> {
  server.listen(port, host);
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

/**
 * Starts the look-alike marketplaces on a loopback port.
 *
 * @throws {Error} in production, for a provider without a look-alike, for a state file that is not its own, and for a taken port.
 */
export async function startSandbox(options: SandboxOptions): Promise<RunningSandbox> {
  if (options.mode === "production") {
    throw new Error(
      "The sandbox does not start in production: its test marketplaces let anybody sign in as anybody. Use HOLDFAST_MODE=trial to try it.",
    );
  }
  const now = options.now ?? Date.now;
  const lookalikes = options.lookalikes ?? LOOKALIKES;
  const report = options.report ?? console.error;
  const store = options.records ? memoryOf(options.records) : await openStore(options.statePath);
  const stop = new AbortController();
  let key: SigningKey | null = null;
  const signingKey = () => {
    key ??= signingKeyOf(store.records);
    return key;
  };

  const marketplaces: Marketplace[] = options.definitions.map((definition) => {
    const { quirks, paths } = buildMarketplace(definition, lookalikes);
    const clients = options.clients.filter((client) => client.providerId === definition.id);
    const records = () => {
      const { providers } = store.records;
      providers[definition.id] ??= freshRecords(quirks);
      return providers[definition.id] ?? freshRecords(quirks);
    };
    const wait = (ms: number) => delay(ms, undefined, { signal: stop.signal });
    return { definition, quirks, clients, paths, records, now, wait, origin: () => origin, signingKey };
  });
  const sandbox: Sandbox = {
    marketplaces,
    reset: (providerId) => {
      delete store.records.providers[providerId];
    },
  };

  const server = createServer((incoming, response) => void serve(incoming, response));
  server.requestTimeout = 30_000;
  const port = await listen(server, options.port, options.host);
  const origin = `http://${options.host}:${port}`;

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      // A name of somebody else's that resolves to this machine must not reach these pages.
      const isOurs = incoming.headers.host === `${options.host}:${port}` || incoming.headers.host === `localhost:${port}`;
      const request = isOurs ? await readRequest(incoming, `http://${incoming.headers.host}`) : null;
      if (request === null) return void response.writeHead(400, { connection: "close" }).end();
      const answer = await answerRequest(sandbox, request);
      // First on disk, then on its way: a reply that was read must still hold after a restart.
      await store.save();
      await send(response, answer, incoming.method === "HEAD");
    } catch (cause) {
      if (stop.signal.aborted || response.destroyed) return void response.destroy();
      report(cause);
      response.writeHead(500, { connection: "close" }).end("The sandbox itself failed.");
    }
  }

  return {
    origin,
    port,
    counters: () => Object.fromEntries(marketplaces.map((market) => [market.definition.id, readCounters(market)])),
    close: async () => {
      stop.abort();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await store.save();
    },
  };
}
