import { shareWords } from "../../../lib/views/share-words";
import { translator } from "../../../lib/views/texts/translate";

/** Below this much somebody will have noticed. */
const GOOD = 9_990;
const BAD = 9_900;

const toneOf = (share: number): string => {
  if (share >= GOOD) return "";
  return share >= BAD ? "tone-warn text-tone font-medium" : "tone-stop text-tone font-medium";
};

/** A share of usable time, coloured where it is poor; nothing known is said so. */
export function Share({ share }: { readonly share: number | null }) {
  if (share === null) return <span className="text-faint">{translator()("admin.availability.unknown")}</span>;
  return <span className={`${toneOf(share)} tabular-nums`}>{shareWords(share)}</span>;
}
