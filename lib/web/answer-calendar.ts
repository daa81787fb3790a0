import "server-only";
import { runtime } from "../runtime/current";
import { translator } from "../views/texts/translate";
import { knock } from "./knock";

/** The calendar behind a secret address, or an answer without a word: a program reads it, not a person. */
export async function answerCalendar(code: string): Promise<Response> {
  const t = translator();
  const found = await runtime().services.calendar(await knock(code), {
    name: t("admin.calendar.name"),
    title: (label, provider) => t("admin.calendar.event", { label, provider }),
    text: t("admin.calendar.event_more"),
  });
  if (found.ok)
    return new Response(found.value, {
      headers: { "Content-Type": "text/calendar; charset=utf-8", "Cache-Control": "private, no-store" },
    });
  return found.error.code === "too_many"
    ? new Response(null, { status: 429, headers: { "Retry-After": "600" } })
    : new Response(null, { status: 404 });
}
