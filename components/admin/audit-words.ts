import type { AuditEventView } from "../../lib/views/audit";
import { hasText, translator } from "../../lib/views/texts/translate";

/** What an act is called, in a sentence of the catalogue; else by its name. */
export function actionWords({ action }: Pick<AuditEventView, "action">): string {
  const key = `admin.audit.action.${action}`;
  return hasText(key) ? translator()(key) : action;
}

/** Who did it: a person by what they are called, else what they are. */
export const whoWords = ({ actor, by }: Pick<AuditEventView, "actor" | "by">): string =>
  actor?.name ?? translator()(`admin.audit.by.${by}`);

/** The network that it came from. */
export const fromWords = (from: string | null): string | null =>
  from === "local" ? translator()("admin.audit.from_local") : from;
