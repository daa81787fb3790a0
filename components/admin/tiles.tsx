import type { Condition } from "../../lib/core/connections/condition";
import type { AdminOverviewView } from "../../lib/views/admin";
import { listWords } from "../../lib/views/number-words";
import { translator } from "../../lib/views/texts/translate";
import { Icon } from "../ui/icon";
import { TONES } from "../ui/tone";
import { listAddress } from "./list-address";
import { CONDITION_LOOK } from "./state-word";

const TILES = ["reconnect", "needs_you", "trouble", "ends_soon"] as const satisfies readonly Condition[];

/** What stands under a number: what it means, or whom it is about. */
function remark(condition: (typeof TILES)[number], { counts, providers }: AdminOverviewView): string {
  const t = translator();
  const count = counts[condition] ?? 0;
  if (condition !== "needs_you") return t(count > 0 ? `admin.tiles.${condition}_more` : "admin.none");
  const refused = [
    ...new Set(providers.filter(({ troubles }) => troubles.includes("credentials")).map(({ provider }) => provider.name)),
  ];
  if (refused.length > 0) return t("admin.tiles.needs_you_refused", { list: listWords(refused) });
  return t(count > 0 ? "admin.tiles.needs_you_more" : "admin.tiles.needs_you_none");
}

const BOX =
  "block min-w-0 px-5 pt-4 pb-4.5 text-ink no-underline hover:bg-hover hover:text-ink max-md:px-4 max-md:py-3.5 focus-visible:-outline-offset-3";

/** Who must act, in numbers; each leads to the connections it counts. Coloured only where somebody must. */
export function Tiles({ view }: { readonly view: AdminOverviewView }) {
  const t = translator();
  const { live, counts } = view;
  return (
    <nav
      aria-label={t("admin.tiles.label")}
      data-edge=""
      className="mt-4 grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line md:grid-cols-5"
    >
      <a href={listAddress({})} className={`${BOX} bg-surface max-md:col-span-2`}>
        <span className="block text-sm font-medium text-muted">{t("admin.tiles.all")}</span>
        <span className="mt-1 block text-2xl font-semibold tracking-tight tabular-nums">
          {t("admin.number", { count: live })}
        </span>
        <span className="mt-0.5 block text-xs text-faint">{t("admin.tiles.all_more", { count: counts.disconnected ?? 0 })}</span>
      </a>
      {TILES.map((condition) => {
        const count = counts[condition] ?? 0;
        const { icon, tone } = CONDITION_LOOK[condition];
        return (
          <a key={condition} href={listAddress({ state: condition })} className={`${BOX} ${TONES[tone]} bg-surface`}>
            <span className="flex items-center gap-1.5 text-sm font-medium text-muted">
              <span className={count > 0 ? "text-tone-icon" : "text-faint"}>
                <Icon name={icon} size="sm" />
              </span>
              {t(`admin.condition.${condition}`)}
            </span>
            <span className={`mt-1 block text-2xl font-semibold tracking-tight tabular-nums ${count > 0 ? "text-tone" : ""}`}>
              {t("admin.number", { count })}
            </span>
            <span className="mt-0.5 block text-xs text-faint wrap-anywhere">{remark(condition, view)}</span>
          </a>
        );
      })}
    </nav>
  );
}
