import type { TwoWindows } from "../../../lib/views/availability";
import { translator } from "../../../lib/views/texts/translate";
import { Definition } from "../../ui/definitions";
import { Sentence } from "../../ui/sentence";
import { Share } from "./share";

/** How much of the time one connection could be used, among what is kept about it. */
export function Usable({ usable }: { readonly usable: TwoWindows }) {
  return (
    <Definition term={translator()("admin.availability.term")}>
      <Sentence
        text="admin.availability.both"
        nodes={{ last30: <Share share={usable.last30.share} />, last90: <Share share={usable.last90.share} /> }}
      />
    </Definition>
  );
}
