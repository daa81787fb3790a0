import { type AdminOverviewView, askedBehind, type TileView } from "../../lib/views/admin-overview";
import { queryText } from "../../lib/views/admin-query";
import { listWords } from "../../lib/views/number-words";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { Icon } from "../ui/icon";
import { TONES } from "../ui/tone";
import { CONDITION_LOOK } from "./state-word";

/** What stands under a number: how it has changed, or whom it is about. */
function remark({ tile, count, change }: TileView, { providers }: AdminOverviewView): string {
  const t = translator();
  if (tile === "needs_you") {
    const refused = [
      ...new Set(providers.filter(({ troubles }) => troubles.includes("credentials")).map(({ provider }) => provider.name)),
    ];
    if (refused.length > 0) return t("admin.tiles.needs_you_refused", { list: listWords(refused) });
    if (count === 0) return t("admin.tiles.needs_you_none");
  }
  if (change === null) return t(`admin.tiles.${tile}_more`);
  if (change === 0) return t("admin.tiles.same");
  return t(change > 0 ? "admin.tiles.more" : "admin.tiles.fewer", { count: Math.abs(change) });
}

const BOX =
  "block min-w-0 bg-surface px-5 pt-4 pb-4.5 text-ink no-underline hover:bg-hover hover:text-ink max-md:px-4 max-md:py-3.5 focus-visible:-outline-offset-3";

function TileBox({ tile, view }: { readonly tile: TileView; readonly view: AdminOverviewView }) {
  const t = translator();
  const look = tile.tile === "all" ? null : CONDITION_LOOK[tile.tile];
  const isLoud = look !== null && tile.count > 0;
  return (
    <a
      href={`${routes.admin.connections}?${queryText(askedBehind(tile.tile, view.tests))}`}
      className={`${BOX} ${look ? TONES[look.tone] : "max-md:col-span-2"}`}
    >
      <span className="flex items-center gap-1.5 text-sm font-medium text-muted">
        {look === null ? null : (
          <span className={isLoud ? "text-tone-icon" : "text-faint"}>
            <Icon name={look.icon} size="sm" />
          </span>
        )}
        {t(`admin.tiles.${tile.tile}`)}
      </span>
      <span className="mt-1 block text-2xl font-semibold tracking-tight tabular-nums">
        {t("admin.number", { count: tile.count })}
      </span>
      <span className="mt-0.5 block text-xs text-faint wrap-anywhere">{remark(tile, view)}</span>
    </a>
  );
}

/** Who must act, in numbers; each leads to the connections it counts. */
export function Tiles({ view }: { readonly view: AdminOverviewView }) {
  return (
    <nav
      aria-label={translator()("admin.tiles.label")}
      data-edge=""
      className="mt-4 grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line md:grid-cols-5"
    >
      {view.tiles.map((tile) => (
        <TileBox key={tile.tile} tile={tile} view={view} />
      ))}
    </nav>
  );
}
