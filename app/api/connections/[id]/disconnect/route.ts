import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { dayTimeWords } from "@/lib/views/time-words";
import { noFields } from "@/lib/web/form-fields";
import { formRoute, good } from "@/lib/web/form-route";
import { shownZone } from "@/lib/web/shown-zone";

/** How a disconnect ended at the marketplace, in the catalogue's words; `_until` beside them tells what outlives it. */
const TEXTS = {
  confirmed: "disconnect.done_revoked",
  no_way: "disconnect.done_local",
  pending: "disconnect.done_pending",
  unconfirmed: "disconnect.done_unconfirmed",
} as const;

export const POST = formRoute({
  fields: noFields,
  page: ({ id = "" }) => routes.connection(id),
  run: async ({ runtime, actor, person, params }) => {
    const id = params.id ?? "";
    const ended = await runtime.services.disconnectConnection(actor, id);
    if (!ended.ok && ended.error.code === "not_usable") {
      // Twice pressed, or ended in another window: what was wanted is so.
      const now = await runtime.services.connectionDetail(actor, { id, before: null, timeZone: null });
      if (now.ok && now.value.state === "disconnected")
        return ok({ to: routes.connection(id), flash: good("flash.already_disconnected", { label: now.value.label }) });
    }
    if (!ended.ok) return ended;
    const { label, provider, result, accessUntil } = ended.value;
    // Who is still asking has not given up what was given out; its end is told when that is settled.
    if (accessUntil === null || result === "pending")
      return ok({ to: routes.connections, flash: good(TEXTS[result], { label, provider }) });
    const when = dayTimeWords(new Date(accessUntil), { now: runtime.clock.now(), zone: await shownZone(person) });
    return ok({ to: routes.connections, flash: good(`${TEXTS[result]}_until`, { label, provider, when }) });
  },
});
