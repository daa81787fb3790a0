import "#node-only";
import { encodeHeader } from "../adapters/crypto/jwe-compact";
import { isEmpty, type SeedPlace, seedRows } from "../adapters/db/seed-rows";
import { publicId } from "../core/ids";
import type { RegistrationRecord } from "../core/ports/registrations";
import type { Container } from "./container";
import type { Settings } from "./settings";
import { syncRegistrations } from "./sync-registrations";

export type SeedWish = {
  readonly connections: number;
  /** null: as many as a deployment of that size has, from 40 to 40,000. */
  readonly sellers: number | null;
  /** Also where people might be at work. */
  readonly yes: boolean;
};

/** As of the marketplaces that tell how long access is good for, in seconds. */
const LIFETIMES = [3600, 43_200, 7200, 7200, 2_592_000];
const PLACES = 6;
const [FEWEST_SELLERS, MOST_SELLERS, EACH_HAS] = [40, 40_000, 25];

/**
 * Fills an empty database with made-up sellers and connections, to see how Holdfast does with many. They hold no token:
 * their sealed values look like ours and open for nobody.
 *
 * @param told how many connections there are so far
 * @returns how many sellers and connections were made
 * @throws {Error} with a sentence where it must not be done
 */
export async function seedConnections(
  { container, settings }: { readonly container: Container; readonly settings: Settings },
  { connections, sellers, yes }: SeedWish,
  told: (made: number) => void,
): Promise<{ readonly connections: number; readonly sellers: number }> {
  const { database, dependencies } = container;
  if (!(await isEmpty(database))) throw new Error("There are connections in this database already. Give it one of its own.");
  if (settings.mode === "production" && !yes)
    throw new Error("These settings are those of a production. Say --yes if nobody is at work on this database.");
  const people = sellers ?? Math.min(MOST_SELLERS, Math.max(FEWEST_SELLERS, Math.round(connections / EACH_HAS)));
  const places = (await registrationsOf(container, settings)).slice(0, PLACES).map(placeOf(container, settings));
  const sealedHeader = encodeHeader({ kid: "seeded", ctx: "seeded", kc: "seeded" });
  await seedRows(database, { connections, sellers: people, places, sealedHeader, keyId: dependencies.sealer.primaryKeyId }, told);
  return { connections, sellers: people };
}

/** Those that the settings describe; where they describe none, one for each marketplace that we know. */
async function registrationsOf({ dependencies }: Container, settings: Settings): Promise<readonly RegistrationRecord[]> {
  await syncRegistrations(dependencies, settings.registrations);
  const described = await dependencies.registrations.enabled();
  if (described.length > 0) return described;
  return Promise.all(
    dependencies.definitions.slice(0, PLACES).map(({ id }) =>
      dependencies.registrations.ensure({
        providerId: id,
        environmentId: "production",
        name: "",
        clientId: "seeded",
        newId: publicId("reg", dependencies.randomness.token(12)),
      }),
    ),
  );
}

const placeOf =
  ({ dependencies }: Container, { mode }: Settings) =>
  ({ id, providerId, environmentId }: RegistrationRecord, index: number): SeedPlace => {
    const definition = dependencies.definitions.find((each) => each.id === providerId);
    const scope = definition ? [...definition.scope.required, ...definition.scope.oneOf.slice(0, 1)] : [];
    return {
      registrationId: id,
      isTest: definition?.environments[environmentId]?.isTest ?? mode === "trial",
      lifetimeSeconds: LIFETIMES[index % LIFETIMES.length] ?? 3600,
      // Where nothing has to be asked for, something may be: some connections have not all that they asked for.
      scope: scope.length > 0 ? scope : ["read"],
    };
  };
