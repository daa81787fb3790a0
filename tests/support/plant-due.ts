import { connectionId } from "@/lib/core/ids";
import { LOOKALIKES } from "@/lib/sandbox/quirks/lookalikes";
import { freshRecords, type Grant, type SandboxRecords } from "@/lib/sandbox/state/records";
import { hashSecret, newId, newSecret } from "@/lib/sandbox/state/secret";
import { sealTokens } from "@/lib/services/seal-tokens";
import { type House, makeSeller } from "./house";

/** What a sandbox knows that nobody has been to; a test may read its counters and put permissions into it. */
export const emptySandbox = (): SandboxRecords => ({ version: 1, signingKey: null, providers: {} });

/** What one look-alike keeps. */
export function marketOf(records: SandboxRecords, providerId: string) {
  const quirks = LOOKALIKES.find((each) => each.providerId === providerId);
  if (!quirks) throw new Error(`no look-alike of ${providerId}`);
  const market = records.providers[providerId] ?? freshRecords(quirks);
  records.providers[providerId] = market;
  return market;
}

type Due = {
  readonly providerId: string;
  readonly many: number;
  /** How the due times lie, in milliseconds from now, by place. */
  readonly dueInMs?: (place: number) => number;
  /** When access ends, in milliseconds from now. */
  readonly endsInMs: number;
  readonly lifetimeMs?: number;
};

/**
 * Stores connections with real sealed token sets, whose refresh tokens the sandbox knows: as if each had
 * been connected, in two statements for two thousand of them.
 */
export async function plantDue(house: House, records: SandboxRecords, due: Due): Promise<void> {
  const { providerId, many, dueInMs = () => -1000, endsInMs, lifetimeMs = 3_600_000 } = due;
  const { dependencies: deps } = house.container;
  const owner = await makeSeller(house);
  const [found] = await house.database.query("select id::text, public_id from client_registration where provider_id = $1", [
    providerId,
  ]);
  const definition = house.definitions.find(({ id }) => id === providerId);
  if (!found || !definition) throw new Error(`no registration at ${providerId}`);
  const market = marketOf(records, providerId);
  const scope = [...definition.scope.required, ...definition.scope.oneOf.slice(0, 1)];
  const now = Date.now();
  const obtainedAt = new Date(now + endsInMs - lifetimeMs);
  const rows = Array.from({ length: many }, (_, place) => {
    const [id, refreshToken] = [connectionId(0, newId() + newId()), newSecret("refresh")];
    market.grants.push(grantOf(market.accounts[0]?.details ?? {}, scope, refreshToken, obtainedAt.getTime()));
    const sealed = sealTokens(
      deps,
      {
        accessToken: newSecret("access"),
        refreshToken,
        idToken: null,
        tokenType: "bearer",
        scope,
        accessExpiresAt: new Date(now + endsInMs).toISOString(),
        refreshExpiresAt: null,
        obtainedAt: obtainedAt.toISOString(),
        variables: {},
      },
      {
        userId: owner.userId,
        providerId,
        environmentId: "lookalike",
        registrationId: String(found["public_id"]),
        connectionId: id,
      },
      1,
      true,
    );
    return { ...sealed, id, label: `${providerId} ${place}`, due: new Date(now + dueInMs(place)) };
  });
  for (let from = 0; from < rows.length; from += 2000)
    await store(house, {
      providerId,
      owner: owner.userId,
      registration: found["id"],
      scope,
      rows: rows.slice(from, from + 2000),
    });
}

const grantOf = (details: Grant["details"], scope: readonly string[], refreshToken: string, startedAt: number): Grant => ({
  id: newId(),
  accountId: "ana",
  clientId: "house client",
  scope: [...scope],
  details: { ...details },
  opaque: false,
  startedAt,
  renewedAt: null,
  endedAt: null,
  endedBy: null,
  access: [],
  refresh: [{ hash: hashSecret(refreshToken), usedAt: null }],
});

type Stored = {
  readonly providerId: string;
  readonly owner: string;
  readonly registration: unknown;
  readonly scope: readonly string[];
  readonly rows: readonly object[];
};

async function store(house: House, { providerId, owner, registration, scope, rows }: Stored): Promise<void> {
  const sent = JSON.stringify(rows);
  await house.database.query(
    `insert into connection (public_id, bucket, owner_id, provider_id, environment_id, registration_id, definition_digest, is_test, label,
       account_issuer, scope_wanted, scope_granted, scope_reported)
     select m->>'id', 0, u.id, $2, 'lookalike', $3::bigint, 'planted', true, m->>'label', 'planted', $4, $4, true
     from jsonb_array_elements($1::jsonb) m, app_user u where u.public_id = $5`,
    [sent, providerId, registration, scope, owner],
  );
  await house.database.query(
    `insert into credential (connection_id, registration_id, sealed, key_id, has_refresh, refresh_fingerprint, obtained_at, access_expires_at,
       access_end_known, refresh_after)
     select c.id, c.registration_id, m->>'sealed', m->>'keyId', true, m->>'refreshFingerprint', (m->>'obtainedAt')::timestamptz,
       (m->>'accessExpiresAt')::timestamptz, true, (m->>'due')::timestamptz
     from jsonb_array_elements($1::jsonb) m join connection c on c.public_id = m->>'id'`,
    [sent],
  );
}
