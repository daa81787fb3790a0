import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseKeyRing } from "@/lib/adapters/crypto/key-ring";
import { createSealer } from "@/lib/adapters/crypto/sealer";
import { openEmbedded } from "@/lib/adapters/db/embedded";
import { applyMigrations } from "@/lib/adapters/db/migrate";
import { type Database, openServer } from "@/lib/adapters/db/open";
import { systemClock } from "@/lib/adapters/system/clock";
import { stockx } from "@/lib/core/providers/stockx";
import type { TokenSet } from "@/lib/core/tokens/token-set";
import { type Container, createContainer } from "@/lib/runtime/container";
import { createLogger } from "@/lib/runtime/logger";
import type { Settings } from "@/lib/runtime/settings";
import type { Actor } from "@/lib/services/contract";
import { finishEndings } from "@/lib/services/finish-endings";
import { secretContext } from "@/lib/services/resolve-target";
import { embeddedSettings } from "../support/embedded-house";
import { houseRegistration, newSession, settingsFor } from "../support/house";
import { type OwnMarketplace, ownMarketplace } from "../support/own-marketplace";
import { emptyDatabase, type TestDatabase } from "../support/postgres";
import { MIGRATIONS } from "../support/postgres-template";
import { json } from "./wire/provider-server";

const FIRST = "20261122070000_first";
const STATUSES = ["ACTIVE", "NEEDS_REAUTH", "PAUSED", "REVOKING", "REVOKED"] as const;
const idOf = (status: string) => `con_00${status.toLowerCase().replace("_", "")}`;
const JANE = "usr_jane";
const REGISTRATION = { id: "reg_old", providerId: "sx", environmentId: "lookalike" };

let market: OwnMarketplace;
let dir: string;
beforeAll(async () => {
  market = await ownMarketplace();
  dir = mkdtempSync(path.join(tmpdir(), "holdfast upgrade "));
  cpSync(path.join(MIGRATIONS, FIRST), path.join(dir, "migrations", FIRST), { recursive: true });
});
afterAll(async () => {
  await market[Symbol.asyncDispose]();
  rmSync(dir, { recursive: true, force: true });
});

const tokensOf = (status: string): TokenSet => ({
  accessToken: `access of ${status}`,
  refreshToken: `refresh of ${status}`,
  idToken: null,
  tokenType: "bearer",
  scope: null,
  accessExpiresAt: new Date(Date.now() + 3_600_000).toISOString(),
  refreshExpiresAt: null,
  obtainedAt: new Date().toISOString(),
  variables: {},
});

/** What the first version wrote: one seller, one registration with the secrets of then, one connection in each status. */
async function writeAsBefore({ query, inSession }: Database, settings: Settings): Promise<void> {
  await inSession((session) => applyMigrations(session, path.join(dir, "migrations")));
  const sealer = createSealer(parseKeyRing(settings.keys), settings.deploymentId);
  const secrets = sealer.seal(JSON.stringify({ clientSecret: "of then", extraSecrets: {} }), secretContext(REGISTRATION));
  await query("insert into app_user (public_id, name, email, role) values ($1, 'Jane', 'jane@shop.test', 'admin')", [JANE]);
  await query(
    "insert into client_registration (public_id, provider_id, environment_id, client_id, sealed_secrets) values ($1, $2, $3, 'house client', $4)",
    [REGISTRATION.id, REGISTRATION.providerId, REGISTRATION.environmentId, secrets],
  );
  for (const status of STATUSES) {
    const owner = { userId: JANE, ...REGISTRATION, registrationId: REGISTRATION.id, connectionId: idOf(status) };
    const { id: _, ...context } = owner;
    const sealed = sealer.seal(JSON.stringify(tokensOf(status)), { ...context, generation: 3, kind: "token_set" });
    const isOver = status === "REVOKED";
    // The tombstone had raised the generation over that of the set.
    const generation = status === "REVOKING" || isOver ? 4 : 3;
    await query(
      `with c as (
         insert into connection (public_id, bucket, owner_id, provider_id, environment_id, registration_id, definition_digest, is_test, label,
           account_issuer, account_key, account_name, status, reauth_reason, revocation_result, scope_wanted, scope_granted, scope_reported,
           disconnected_at, updated_at)
         select $1, 0, u.id, 'sx', 'lookalike', r.id, 'digest', true, $2::text, 'sx/lookalike', $2::text, $2::text, $2::text::"ConnectionStatus",
           case when $2::text = 'NEEDS_REAUTH' then 'invalid_grant' end, case when $2::text = 'REVOKED' then 'no_way' end, '{}', '{}', false,
           case when $2::text = 'REVOKED' then now() end, now() - interval '1 hour'
         from app_user u, client_registration r returning id)
       insert into credential (connection_id, sealed, key_id, generation, has_refresh, obtained_at, access_expires_at, access_end_known, refresh_after)
       select id, $3, $4, $5::int, $6::boolean, now(), case when $6::boolean then now() + interval '1 hour' end, true, case when $2::text = 'ACTIVE' then now() + interval '40 minutes' end from c`,
      [idOf(status), status, isOver ? null : sealed, isOver ? null : sealer.primaryKeyId, generation, !isOver],
    );
  }
  await query(
    `insert into refresh_attempt (connection_id, lease_id, generation, trigger, state, error_class, error_code)
     select id, 'lease ' || id, 3, 'scheduler', 'FAILED', 'provider', 'invalid_grant' from connection`,
  );
}

const start = (settings: Settings): Promise<Container> =>
  createContainer({
    settings,
    definitions: [market.twin(stockx, "sx")],
    logger: createLogger({ clock: systemClock, sink: { out: () => undefined, err: () => undefined } }),
    migrationsDir: MIGRATIONS,
  });

describe.each(["server", "embedded"] as const)("a database of the first version (%s)", (kind) => {
  let database: TestDatabase | null = null;
  let trial: Container;
  let jane: Actor;

  beforeAll(async () => {
    const registrations = [houseRegistration(market.twin(stockx, "sx"))];
    market.refuseRefresh = null;
    database = kind === "server" ? await emptyDatabase() : null;
    const settings = database
      ? settingsFor(database.url, { registrations })
      : { ...embeddedSettings(path.join(dir, "home")), registrations };
    const before = database ? await openServer(database.url) : await openEmbedded(path.join(settings.home, "database"));
    await writeAsBefore(before, settings).finally(before.close);
    trial = await start(settings);
    jane = await newSession(trial.runtime, JANE, "admin");
  });
  afterAll(async () => {
    await trial?.close();
    await database?.[Symbol.asyncDispose]();
  });

  const one = async (status: string) => (await trial.dependencies.connections.byId(idOf(status)))?.status;

  it("keeps each connection as it was, for its seller and for admins", async () => {
    const { services } = trial.runtime;
    for (const status of STATUSES) {
      expect(await one(status)).toBe(status);
      expect(await services.connectionDetail(jane, { id: idOf(status), before: null, timeZone: null })).toMatchObject({
        ok: true,
      });
      expect(await services.adminConnection(jane, idOf(status))).toMatchObject({ ok: true });
    }
    expect((await services.dashboard(jane, {})).connections.length).toBeGreaterThan(2);
    expect(await services.adminOverview(jane)).toMatchObject({ ok: true });
  });

  it("keeps its registration, with the secrets of now and its place, so that connections are renewed", async () => {
    expect(await trial.dependencies.registrations.enabled()).toMatchObject([{ id: REGISTRATION.id, rank: 0, enabled: true }]);
    expect(await trial.runtime.services.refreshConnection(jane, idOf("ACTIVE"))).toMatchObject({ ok: true });
    expect(market.seen.at(-1)?.form.get("refresh_token")).toBe("refresh of ACTIVE");
  });

  it("goes on at once with a disconnect that was under way, with the tokens of before it", async () => {
    market.refuseRefresh = (_seen, response) => json(response, { error: "invalid_grant" }, 400);
    expect(await finishEndings(trial.dependencies)).toBe(1);
    expect(market.others().at(-1)?.form.get("token")).toBe("refresh of REVOKING");
    expect(await one("REVOKING")).toBe("REVOKED");
    expect(await finishEndings(trial.dependencies)).toBe(0);
  });

  it("a disconnect that the marketplace does not take is tried again later, and ends", async () => {
    market.answer = (_seen, response) => void response.writeHead(503).end();
    const ended = await trial.runtime.services.disconnectConnection(jane, idOf("PAUSED"));
    expect(ended).toMatchObject({ ok: true, value: { result: "pending" } });
    expect(await finishEndings(trial.dependencies), "not due yet").toBe(0);
    market.answer = (_seen, response) => void response.writeHead(200).end();
    await trial.database.query("update connection set ending_next_at = now() where status = 'REVOKING'");
    expect(await finishEndings(trial.dependencies)).toBe(1);
    expect(await one("PAUSED")).toBe("REVOKED");
  });
});
