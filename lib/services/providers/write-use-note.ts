import { failure } from "../../core/errors";
import { readUseNote } from "../../core/providers/use-note";
import { err, ok } from "../../core/result";
import type { Actor } from "../actor";
import { audited } from "../audited";
import type { Dependencies } from "../dependencies";
import { definitionOf } from "../resolve-target";
import { misfit } from "./client-of";
import type { ProviderServices } from "./contract";
import { doneBy } from "./done-by";

/** What sellers read about what this deployment does with their access; empty takes it away. */
export function writeUseNote(
  deps: Dependencies,
  actor: Actor,
  { providerId, note: typed }: Parameters<ProviderServices["writeUseNote"]>[1],
): ReturnType<ProviderServices["writeUseNote"]> {
  const act = { action: "use_note_written", object: providerId };
  return audited(deps, actor, "manage_providers", act, async () => {
    if (!definitionOf(deps, providerId)) return err(failure("not_found"));
    const note = readUseNote(typed);
    if (note === null) return misfit("note");
    const entry = doneBy(actor, act.action, providerId, { characters: note.length });
    await deps.providerAdmin.writeUseNote(providerId, note || null, entry);
    return ok({ providerId, clientId: null });
  });
}
