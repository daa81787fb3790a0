import type { Dependencies } from "./dependencies";

/** Keys that access is sealed with and that this process does not have, so that nobody here can open it. */
export async function missingKeys({ keys, ring }: Pick<Dependencies, "keys" | "ring">): Promise<readonly string[]> {
  const held = new Set(ring.held().flatMap(({ keyId, state }) => (state === "retired" ? [] : keyId)));
  return (await keys.used()).filter((keyId) => !held.has(keyId));
}
