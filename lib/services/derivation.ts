import { withImplied } from "../core/oauth/scope";
import type { Derivation } from "../core/ports/admin";
import type { Dependencies } from "./dependencies";

/** What the database needs to know to derive states as we do: the time, and which permissions contain others. */
export const derivation = ({ clock, definitions }: Pick<Dependencies, "clock" | "definitions">): Derivation => ({
  now: clock.now(),
  implied: definitions.flatMap(({ id, scope: { implies } }) =>
    Object.keys(implies).flatMap((value) =>
      [...withImplied([value], implies)].map((contains) => ({ providerId: id, value, contains })),
    ),
  ),
});
