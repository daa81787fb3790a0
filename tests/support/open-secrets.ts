import { parseKeyRing } from "@/lib/adapters/crypto/key-ring";
import { createSealer } from "@/lib/adapters/crypto/sealer";
import type { Sealer } from "@/lib/core/ports/sealer";
import { type HeldGrant, heldContext } from "@/lib/services/held-grant";
import { openTokens } from "@/lib/services/seal-tokens";
import { type AttemptSecrets, attemptContext } from "@/lib/services/write-attempt";
import type { App } from "./app";
import type { Secrets } from "./canaries";

/** Opens what a running application has sealed, as only who holds its keys can. */
export type Opener = {
  /** State, verifier and nonce of the newest attempt that is on its way. */
  readonly attempt: () => Promise<Secrets>;
  /** What a marketplace gave for an account that was not expected. */
  readonly held: () => Promise<Secrets>;
  readonly tokens: (connectionId: string) => Promise<Secrets>;
};

const NEWEST = `select a.public_id as id, a.provider_id as "providerId", a.environment_id as "environmentId", r.public_id as "registrationId",
    u.public_id as "userId", a.sealed
  from authorization_attempt a join client_registration r on r.id = a.registration_id join app_user u on u.id = a.user_id
  where a.sealed is not null order by a.id desc limit 1`;

const OF_CONNECTION = `select u.public_id as "userId", c.provider_id as "providerId", c.environment_id as "environmentId",
    r.public_id as "registrationId", c.public_id as "connectionId", k.sealed, k.generation
  from credential k join connection c on c.id = k.connection_id join client_registration r on r.id = c.registration_id
    join app_user u on u.id = c.owner_id where c.public_id = $1`;

type Attempt = Parameters<typeof attemptContext>[0] & { readonly sealed: string };
type Kept = Parameters<typeof openTokens>[2] & { readonly sealed: string; readonly generation: number };

export async function openerOf(app: App): Promise<Opener> {
  const { keys = "", deploymentId = "" } = await app.secrets();
  const sealer = createSealer(parseKeyRing(keys), deploymentId);
  const newest = async () => (await app.database.query(NEWEST))[0] as unknown as Attempt;
  return {
    attempt: async () => {
      const attempt = await newest();
      const { state, codeVerifier, nonce } = read<AttemptSecrets>(sealer, attempt.sealed, attemptContext(attempt));
      return { state, codeVerifier, nonce };
    },
    held: async () => {
      const attempt = await newest();
      const { accessToken, refreshToken } = read<HeldGrant>(sealer, attempt.sealed, heldContext(attempt)).brought.tokens;
      return { heldAccess: accessToken, heldRefresh: refreshToken ?? "" };
    },
    tokens: async (connectionId) => {
      const { sealed, generation, ...owner } = (await app.database.query(OF_CONNECTION, [connectionId]))[0] as unknown as Kept;
      const opened = openTokens({ sealer }, sealed, owner, generation);
      if (!opened.ok) throw new Error(`the token set does not open: ${opened.error.code}`);
      const { accessToken, refreshToken } = opened.value;
      return { [`access${generation}`]: accessToken, [`refresh${generation}`]: refreshToken ?? "" };
    },
  };
}

function read<T>(sealer: Sealer, sealed: string, context: Parameters<Sealer["open"]>[1]): T {
  const opened = sealer.open(sealed, context);
  if (!opened.ok) throw new Error(`it does not open: ${opened.error.code}`);
  return JSON.parse(opened.value) as T;
}
