import { AsyncLocalStorage } from "node:async_hooks";
import { roughNetwork } from "../../core/net/network-of";

const SLOT = Symbol.for("holdfast.came-from");
type Slot = { [SLOT]?: AsyncLocalStorage<string | null> };

/** The framework bundles modules more than once; all of them have to find the same store. */
function storage(): AsyncLocalStorage<string | null> {
  const slot = globalThis as Slot;
  slot[SLOT] ??= new AsyncLocalStorage<string | null>();
  return slot[SLOT];
}

/** Answers one request: what is written down inside `run` came from its network. @param address of whoever asks; null: not known */
export const answeringFrom = <T>(address: string | null, run: () => T): T => storage().run(roughNetwork(address), run);

/** The network of the request that is being answered; null outside of one, or where it is not known. */
export const cameFrom = (): string | null => storage().getStore() ?? null;
