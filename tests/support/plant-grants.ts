import { randomBytes } from "node:crypto";
import { connectionId } from "@/lib/core/ids";
import { sealTokens } from "@/lib/services/seal-tokens";
import type { House } from "./house";
import type { MarketTokens, RotationMarket } from "./rotation-markets";

export type PlantedGrant = { readonly id: string; readonly first: MarketTokens };

/** Connections as flows leave them, with permissions that the marketplace has given, but without the flows: in one statement. */
export async function plantGrants(
  house: Pick<House, "container"> & { readonly database: Pick<House["database"], "query"> },
  userId: string,
  market: Pick<RotationMarket, "definition" | "grant">,
  many: number,
): Promise<readonly PlantedGrant[]> {
  const { dependencies: deps } = house.container;
  const providerId = market.definition.id;
  const registration = (await deps.registrations.enabled()).find((each) => each.providerId === providerId);
  if (!registration) throw new Error(`${providerId} has no registration`);
  const place = { providerId, environmentId: registration.environmentId, registrationId: registration.id };

  const now = Date.now();
  const grants = Array.from({ length: many }, () => {
    const first = market.grant();
    const id = connectionId(0, randomBytes(15).toString("base64url"));
    const tokens = {
      ...first,
      idToken: null,
      tokenType: "bearer",
      scope: null,
      accessExpiresAt: new Date(now + 3_600_000).toISOString(),
      refreshExpiresAt: null,
      obtainedAt: new Date(now).toISOString(),
      variables: {},
    };
    return { id, first, credential: sealTokens(deps, tokens, { userId, connectionId: id, ...place }, 1, true) };
  });
  await house.database.query(
    `with planted as (
       insert into connection (public_id, bucket, owner_id, provider_id, environment_id, registration_id, definition_digest, is_test, label,
         account_issuer, scope_wanted, scope_granted, scope_reported)
       select m->>'id', 0, u.id, r.provider_id, r.environment_id, r.id, 'planted', true, m->>'id', 'planted', '{read:sales}', '{read:sales}', false
       from jsonb_array_elements($1::jsonb) m, app_user u, client_registration r where u.public_id = $2 and r.public_id = $3
       returning id, public_id, registration_id
     )
     insert into credential (connection_id, registration_id, sealed, key_id, has_refresh, refresh_fingerprint, obtained_at, access_expires_at,
       access_end_known, refresh_after)
     select p.id, p.registration_id, c->>'sealed', c->>'keyId', true, c->>'refreshFingerprint', (c->>'obtainedAt')::timestamptz,
       (c->>'accessExpiresAt')::timestamptz, true, (c->>'refreshAfter')::timestamptz
     from planted p join jsonb_array_elements($1::jsonb) m on m->>'id' = p.public_id cross join lateral (select m->'credential' as c) as own`,
    [JSON.stringify(grants), userId, registration.id],
  );
  return grants.map(({ id, first }) => ({ id, first }));
}
