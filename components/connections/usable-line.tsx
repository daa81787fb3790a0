import type { OwnAvailabilityView } from "../../lib/views/availability";
import { shareWords } from "../../lib/views/share-words";
import { translator } from "../../lib/views/texts/translate";
import { dayWords, type Moment } from "../../lib/views/time-words";

/** How much of the last 30 days a connection could be used. */
export function UsableLine({ usable, moment }: { readonly usable: OwnAvailabilityView; readonly moment: Moment }) {
  const t = translator();
  const share = shareWords(usable.share);
  return (
    <p className="border-t border-line px-5 py-3 text-sm text-muted max-md:px-4">
      {usable.since === null
        ? t("detail.usable", { share })
        : t("detail.usable_since", { share, day: dayWords(new Date(usable.since), moment) })}
    </p>
  );
}
