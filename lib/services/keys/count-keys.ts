import type { Dependencies } from "../dependencies";

/** `connections`: of the records, the token sets; each is one connection. */
export type Records = { readonly records: number; readonly connections: number; readonly isLeast: boolean };

/** Token sets of one key are counted up to here. */
const MOST = 250_000;

/** How many sealed values each key has: token sets, secrets of our clients, and flows that are under way. */
export async function countKeys({
  keys,
  reseal,
  sealer,
}: Pick<Dependencies, "keys" | "reseal" | "sealer">): Promise<ReadonlyMap<string, Records>> {
  const [credentials, others] = await Promise.all([keys.counted(MOST), reseal.others()]);
  const found = new Map<string, Records>(
    credentials.map(({ keyId, credentials: records, isLeast }) => [keyId, { records, connections: records, isLeast }] as const),
  );
  for (const { sealed } of others) {
    const keyId = sealer.keyIdOf(sealed);
    if (keyId === null) continue;
    const so = found.get(keyId) ?? { records: 0, connections: 0, isLeast: false };
    found.set(keyId, { ...so, records: so.records + 1 });
  }
  return found;
}
