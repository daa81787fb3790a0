import { CONDITIONS, type Condition } from "../core/connections/condition";
import { looksLikeId } from "../core/ids";
import type { AdminFilter, AdminPage, Derivation, PageStart } from "../core/ports/admin";
import type { AdminListView, AdminQuery } from "../views/admin";
import { presentForAdmin } from "./admin-connection";
import { adminOnly } from "./admin-only";
import { placeFilter, placeView, readPlace } from "./admin-provider";
import type { Actor, AdminServices } from "./contract";
import type { Dependencies } from "./dependencies";
import { derivation } from "./derivation";

type Deps = Pick<Dependencies, "admin" | "definitions" | "clock">;

const A_PAGE = 50;
const SHORTEST_SEARCH = 2;
const LONGEST_SEARCH = 100;
/** Counting on would cost more than the exact number is worth. */
const COUNTED = 10_000;

/** All connections, newest first, as the address asks for them. What it asks and nobody knows is left out. */
export function adminConnections(deps: Deps, actor: Actor, sent: AdminQuery): ReturnType<AdminServices["adminConnections"]> {
  return adminOnly(actor, async () => {
    const derive = derivation(deps);
    const registrations = await deps.admin.registrations();
    const places = new Map(registrations.map((each) => [placeFilter(each), each]));
    const asked = understood(sent, [...places.keys()]);
    const filter = filterOf(asked);
    const page = await pageOf(deps, derive, filter, startOf(asked));
    const found = await deps.admin.count(derive, filter, COUNTED + 1);
    return {
      rows: page.rows.map((row) => presentForAdmin(deps, row, derive.now)),
      asked,
      tooShort: asked.q !== "" && filter.search === null,
      providers: [...places].map(([key, place]) => ({ provider: placeView(deps, place), filter: key })),
      owner: asked.owner === "" ? null : await deps.admin.owner(asked.owner),
      matching: Math.min(found, COUNTED),
      matchingIsLeast: found > COUNTED,
      older: page.older ? (page.rows.at(-1)?.connection.id ?? null) : null,
      newer: page.newer ? (page.rows[0]?.connection.id ?? null) : null,
      shownAt: derive.now.toISOString(),
    } satisfies AdminListView;
  });
}

const isCondition = (text: string): text is Condition => CONDITIONS.some((each) => each === text);

function understood({ state, provider, owner, q, older, newer }: AdminQuery, places: readonly string[]): AdminQuery {
  const id = (text: string) => (looksLikeId("con", text) ? text : "");
  return {
    state: isCondition(state) ? state : "",
    provider: places.some((place) => place === provider || place.startsWith(`${provider}.`)) ? provider : "",
    owner: looksLikeId("usr", owner) ? owner : "",
    q: q.normalize("NFC").trim().slice(0, LONGEST_SEARCH),
    older: id(older),
    newer: id(older) === "" ? id(newer) : "",
  };
}

function filterOf({ state, provider, owner, q }: AdminQuery): AdminFilter {
  return {
    condition: isCondition(state) ? state : null,
    ...readPlace(provider),
    ownerId: owner || null,
    search: [...q].length < SHORTEST_SEARCH ? null : q,
  };
}

function startOf({ older, newer }: AdminQuery): PageStart | null {
  if (older !== "") return { towards: "older", from: older };
  return newer === "" ? null : { towards: "newer", from: newer };
}

/** Going back towards the newest ends at the very first page, which is full. */
async function pageOf(deps: Deps, derive: Derivation, filter: AdminFilter, start: PageStart | null): Promise<AdminPage> {
  const page = await deps.admin.page(derive, filter, start, A_PAGE);
  if (start === null || page.newer || start.towards === "older") return page;
  return deps.admin.page(derive, filter, null, A_PAGE);
}
