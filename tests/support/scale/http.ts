import { setTimeout as sleep } from "node:timers/promises";
import { systemClock } from "@/lib/adapters/system/clock";
import { CATALOGUE } from "@/lib/core/providers/catalogue";
import { stubhub } from "@/lib/core/providers/stubhub";
import { type Container, createContainer } from "@/lib/runtime/container";
import { createLogger } from "@/lib/runtime/logger";
import { refreshConnection } from "@/lib/services/refresh-connection";
import { routes } from "@/lib/views/routes";
import { type App, startApp } from "../app";
import { settingsFor } from "../house";
import { plantGrants } from "../plant-grants";
import { plantMany } from "../plant-many";
import { MIGRATIONS } from "../postgres-template";
import { answering, renewed } from "../stub-refresh";

/** Milliseconds from a request to its last byte, over so many requests. */
export type PageTimes = {
  readonly name: string;
  readonly n: number;
  readonly p50: number;
  readonly p95: number;
  readonly kilobytes: number;
};
export type HttpFigures = {
  readonly connections: number;
  readonly renewalsPerSecond: number;
  readonly pages: readonly PageTimes[];
};

const [CONNECTIONS, SELLERS, RENEWED, EVERY_MS] = [100_000, 4_000, 600, 40];

/**
 * How long each admin page takes with 100,000 connections while renewals go on in another process's stead: the built
 * application, one request after the other.
 *
 * @param times how often each is asked for
 */
export async function httpFigures(times: number, told: (line: string) => void): Promise<HttpFigures> {
  await using app = await startApp({ HOLDFAST_ENGINE: "off" });
  // Before there is anything that its keys do not open.
  const container = await openBeside(app);
  await plantMany(app.database.url, CONNECTIONS, SELLERS, true);
  const ada = await app.signIn("Ada", "owner");
  const renewals = await renewMeanwhile(app, container);
  try {
    const pages: PageTimes[] = [];
    for (const [name, path] of await addresses(app)) {
      const page = await timesOf(app, ada.cookie, name, path, times);
      if (page === null) continue;
      pages.push(page);
      told(`${name}: p95 ${page.p95.toFixed(0)} ms of ${page.n}`);
    }
    return { connections: CONNECTIONS, renewalsPerSecond: renewals.perSecond(), pages };
  } finally {
    await renewals.stop();
  }
}

async function addresses({ database }: App): Promise<readonly (readonly [string, string])[]> {
  const [row] = await database.query(
    `select c.public_id as id, u.public_id as owner, left(c.label, length(c.label) - 1) as begins, u.email from connection c join app_user u on u.id = c.owner_id
     where c.id = (select max(id) / 2 from connection)`,
  );
  const list = (query: string) => `${routes.admin.connections}?${query}`;
  return [
    ["Overview", routes.admin.overview],
    ["Connections", routes.admin.connections],
    ...["newest", "label", "ends", "since"].map((by) => [`Connections by ${by}`, list(`sort=${by}`)] as const),
    ...["reconnect", "needs_you", "trouble", "ends_soon", "partial", "paused", "working", "disconnected"].map(
      (state) => [`Connections: ${state}`, list(`state=${state}`)] as const,
    ),
    ["Connections: a marketplace", list("provider=stubhub.lookalike")],
    ["Connections: a marketplace and a state", list("provider=stubhub.lookalike&state=reconnect&sort=since")],
    ["Connections: a person", list(`owner=${row?.["owner"]}`)],
    ["Connections: a reason", list("reason=invalid_grant")],
    ["Connections: ends within a week", list("ends=7d")],
    ["Connections: ends within a week, by end", list("ends=7d&sort=ends")],
    ["Connections: tests only", list("tests=only")],
    ["Connections: search by label", list(`q=${encodeURIComponent(String(row?.["begins"]))}`)],
    ["Connections: search by email", list(`q=${encodeURIComponent(String(row?.["email"]))}`)],
    ["Connections: search that a tenth matches", list("q=outlet")],
    ["One connection", routes.admin.connection(String(row?.["id"]))],
    ["Jobs", routes.admin.jobs],
    ["Providers", routes.admin.providers],
    ["One provider", routes.admin.provider("stubhub")],
    ["Outages", routes.admin.outages],
    ["Forecast", routes.admin.forecast],
    ["Availability", routes.admin.availability],
    ["People", routes.admin.people],
    ["Audit", routes.admin.audit],
    ["Keys", routes.admin.keys],
    ["Emergency", routes.admin.emergency],
  ];
}

/** Null: there is no such page. */
async function timesOf(app: App, cookie: string, name: string, path: string, many: number): Promise<PageTimes | null> {
  const times: number[] = [];
  let bytes = 0;
  for (let n = -3; n < many; n++) {
    const began = performance.now();
    const answer = await fetch(`${app.origin}${path}`, {
      headers: { cookie, "accept-encoding": "identity" },
      redirect: "manual",
    });
    bytes = (await answer.arrayBuffer()).byteLength;
    if (answer.status === 404) return null;
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}:\n${app.output().slice(-1500)}`);
    if (n >= 0) times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.ceil(share * times.length) - 1)] ?? 0;
  return { name, n: times.length, p50: at(0.5), p95: at(0.95), kilobytes: Math.round(bytes / 1000) };
}

/** Our own services on the application's database, with its keys. */
async function openBeside(app: App): Promise<Container> {
  const secrets = await app.secrets();
  return createContainer({
    settings: settingsFor(app.database.url, {
      keys: String(secrets["keys"]),
      deploymentId: String(secrets["deploymentId"]),
      authSecret: String(secrets["authSecret"]),
    }),
    definitions: CATALOGUE,
    logger: createLogger({ clock: systemClock, sink: { out: () => undefined, err: () => undefined } }),
    migrationsDir: MIGRATIONS,
    keepRegistrations: true,
  });
}

/** Renewals as an engine writes them, of connections whose tokens open; the marketplace answers at once. */
async function renewMeanwhile(app: App, container: Container) {
  const { userId } = await app.signIn("Sam");
  const grant = () => ({ accessToken: "planted", refreshToken: "planted" });
  const planted = await plantGrants({ container, database: app.database }, userId, { definition: stubhub, grant }, RENEWED);
  const deps = answering({ container }, async () => renewed());
  const began = performance.now();
  let [done, stopped] = [0, false];
  const running = (async () => {
    while (!stopped) {
      const { id } = planted[done % planted.length] ?? { id: "" };
      await refreshConnection(deps, { connectionId: id, trigger: "scheduler", ifGeneration: null });
      done += 1;
      await sleep(EVERY_MS);
    }
  })();
  return {
    perSecond: () => Math.round((done / (performance.now() - began)) * 1000),
    stop: async () => {
      stopped = true;
      await running;
      await container.close();
    },
  };
}
