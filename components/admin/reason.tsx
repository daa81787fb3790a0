import type { ReasonView } from "../../lib/views/admin";
import { translator } from "../../lib/views/texts/translate";

/** Why, in words; the technical code stands beside them for who has to look it up. */
export function Reason({ reason }: { readonly reason: ReasonView }) {
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-2">
      {translator()(reason.text, reason.values)}
      {reason.code === null ? null : <code className="font-mono text-xs text-muted wrap-anywhere">{reason.code}</code>}
    </span>
  );
}
