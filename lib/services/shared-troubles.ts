import type { ConnectionRecord } from "../core/connections/record";
import type { OutageNote } from "../core/ports/outages";
import type { ConnectionView, SharedTroubleView } from "../views/connection";
import type { Actor } from "./actor";
import type { Dependencies } from "./dependencies";

type Deps = Pick<Dependencies, "notices" | "outages">;
type SharedTrouble = Omit<SharedTroubleView, "isWatched">;

/**
 * What everybody's connections to a marketplace suffer, each marketplace once: what we see of it ourselves, and what an
 * admin says about it in their own words.
 *
 * @param views of `records`, in the same order
 */
export async function sharedTroubles(
  deps: Deps,
  actor: Actor,
  records: readonly ConnectionRecord[],
  views: readonly ConnectionView[],
): Promise<readonly SharedTroubleView[]> {
  const used = [...new Set(views.filter(({ state }) => state !== "disconnected").map(({ provider }) => provider.id))];
  const notes = await deps.outages.openNotes(used);
  const troubles = withNotes(seenTroubles(records, views), notes, views);
  // Asked only while there is trouble.
  if (troubles.length === 0) return [];
  const watched = await deps.notices.watched(actor.userId);
  return troubles.map((trouble) => ({ ...trouble, isWatched: watched.includes(trouble.provider.id) }));
}

/** Since when the first of the seller's connections there has trouble that all have. */
function seenTroubles(records: readonly ConnectionRecord[], views: readonly ConnectionView[]): readonly SharedTrouble[] {
  const found = new Map<string, SharedTrouble>();
  for (const [place, { trouble, stoppedAt }] of records.entries()) {
    const view = views[place];
    if (!view) continue;
    const why = view.isStopped ? "stopped" : view.shared;
    const since = (view.isStopped ? stoppedAt : trouble?.since)?.toISOString();
    const known = found.get(view.provider.id);
    if (why && since !== undefined && (!known || since < known.since))
      found.set(view.provider.id, { provider: view.provider, why, since, note: null });
  }
  return [...found.values()];
}

/** The newest note of a marketplace stands beside what we see there, or alone where we see nothing. */
function withNotes(
  seen: readonly SharedTrouble[],
  notes: readonly OutageNote[],
  views: readonly ConnectionView[],
): readonly SharedTrouble[] {
  const noteOf = (providerId: string) => notes.find((note) => note.providerId === providerId);
  const beside = seen.map((trouble) => ({ ...trouble, note: noteOf(trouble.provider.id)?.text ?? null }));
  const providers = new Map(views.map(({ provider }) => [provider.id, provider]));
  const alone = [...providers.values()].flatMap((provider): SharedTrouble[] => {
    const note = seen.some((trouble) => trouble.provider.id === provider.id) ? undefined : noteOf(provider.id);
    return note ? [{ provider, why: "team", since: note.startsAt.toISOString(), note: note.text }] : [];
  });
  return [...beside, ...alone];
}
