import type { ReasonView } from "../../lib/views/admin";
import { hasText, translator } from "../../lib/views/texts/translate";

/** Why, in as few words as a table has room for; the code stands beside them where there is room, and both whole on the page behind the row. */
export function ShortReason({ reason }: { readonly reason: ReasonView }) {
  const t = translator();
  const short = reason.text.replace(/^admin\.reason\./, "admin.reason_short.");
  return (
    <>
      {t(hasText(short) ? short : reason.text, reason.values)}
      {reason.code === null ? null : <code className="reason-code">{reason.code}</code>}
    </>
  );
}
