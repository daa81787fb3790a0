import "server-only";
import { runtime } from "../runtime/current";
import type { KeysView } from "../views/keys";
import { found } from "./loaders";
import { requireActor } from "./session";

/** null for whoever may not see them: the page is one that does not exist. */
export async function loadKeys(): Promise<KeysView | null> {
  return found(await runtime().services.keysPage(await requireActor()));
}
