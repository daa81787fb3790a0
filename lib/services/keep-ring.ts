import type { Dependencies } from "./dependencies";

type Deps = Pick<Dependencies, "ring" | "keys">;

/**
 * Says which keys this process holds and does what was decided about them; a beat that each process has.
 *
 * What it seals with is said after it was decided: whoever waits for all processes must not be told too early.
 */
export async function keepRing({ ring, keys }: Deps): Promise<void> {
  ring.reread();
  const note = () =>
    keys.note(
      {
        processId: ring.processId,
        keyIds: ring
          .held()
          .filter(({ state }) => state !== "retired")
          .map(({ keyId }) => keyId),
        sealsWith: ring.sealsWith(),
      },
      ring.held(),
    );
  const before = ring.sealsWith();
  ring.follow(await note());
  if (ring.sealsWith() !== before) await note();
}
