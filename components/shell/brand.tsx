import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { Icon } from "../ui/icon";

/** Our sign and name; they lead home. */
export function Brand() {
  return (
    <a
      href={routes.home}
      className="inline-flex min-h-11 items-center gap-2.5 text-md font-semibold tracking-snug text-ink no-underline hover:text-ink"
    >
      <span data-edge="" data-tone="own" className="grid size-6.5 place-items-center rounded-sm">
        <Icon name="logo" />
      </span>
      {/* The narrowest phones have room for the sign alone. */}
      <span className="max-[22.4rem]:sr-only">{translator()("app.name")}</span>
    </a>
  );
}
