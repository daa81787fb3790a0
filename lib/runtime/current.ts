import type { PeopleRepository } from "../core/ports/people";
import type { Clock, Digest, Logger, Mailer, Randomness } from "../core/ports/system";
import type { Services } from "../services/contract";
import type { Settings } from "./settings";

/** Everything the web rooms may use of the running process. */
export type Runtime = {
  readonly settings: Settings;
  readonly services: Services;
  readonly people: PeopleRepository;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly digest: Digest;
  readonly mailer: Mailer;
  readonly logger: Logger;
};

const SLOT = Symbol.for("holdfast.runtime");
type Slot = { [SLOT]?: Runtime };

/**
 * The one runtime of this process.
 *
 * The framework bundles modules more than once, so a module variable would give every bundle its own
 * database handle. The server puts the runtime here before it listens.
 *
 * @throws {Error} when the process was started some other way than `npm start`
 */
export function runtime(): Runtime {
  const current = (globalThis as Slot)[SLOT];
  if (!current) throw new Error("runtime: nothing is running here; start Holdfast with `npm start`");
  return current;
}

/** @throws {Error} when this process already has a runtime: two would mean two database handles */
export function installRuntime(next: Runtime): void {
  if ((globalThis as Slot)[SLOT]) throw new Error("runtime: this process already has one");
  (globalThis as Slot)[SLOT] = next;
}
