import { cleanLabel } from "../core/connections/label";
import { changeColumns, LIST_COLUMNS, lookOf } from "../core/connections/list-look";
import { type Failure, failure } from "../core/errors";
import { looksLikeId, publicId } from "../core/ids";
import { err, ok, type Result } from "../core/result";
import { queryText, wholeQuestion } from "../views/admin-query";
import type { Actor } from "./actor";
import { understoodQuery } from "./admin-filter";
import { adminOnly } from "./admin-only";
import type { AdminViewServices } from "./admin-table-contract";
import type { Dependencies } from "./dependencies";
import { permittedResult } from "./permitted";

type Deps = Pick<Dependencies, "admin" | "adminViews" | "randomness">;

/** More than anybody finds their way in. */
const MOST_VIEWS = 30;

export function adminViewServices(deps: Deps): AdminViewServices {
  const { adminViews: views } = deps;
  const look = async (actor: Actor) => lookOf(await views.setting(actor.userId));
  const own = <T>(actor: Actor, run: () => Promise<Result<T, Failure>>) => permittedResult(actor, "see_health", run);
  return {
    adminViews: (actor) => adminOnly(actor, () => views.list(actor.userId)),

    saveAdminView: (actor, { name, asked }) =>
      own(actor, async () => {
        const clean = cleanLabel(name);
        if (clean === null) return ok("name_invalid");
        const query = queryText(wholeQuestion(understoodQuery(asked, await deps.admin.registrations())));
        const id = publicId("viw", deps.randomness.token(15));
        return ok(await views.save(actor.userId, { id, name: clean, query }, MOST_VIEWS));
      }),

    renameAdminView: (actor, { id, name }) =>
      own(actor, async () => {
        const clean = cleanLabel(name);
        if (clean === null) return ok("name_invalid");
        const end = looksLikeId("viw", id) ? await views.rename(actor.userId, id, clean) : "not_found";
        return end === "not_found" ? err(failure("not_found")) : ok(end);
      }),

    removeAdminView: (actor, id) =>
      own(actor, async () => ((await views.remove(actor.userId, id)) ? ok(null) : err(failure("not_found")))),

    listLook: (actor) =>
      adminOnly(actor, async () => {
        const { columns, density } = await look(actor);
        return { columns, density, hidden: LIST_COLUMNS.filter((column) => !columns.includes(column)) };
      }),

    changeListColumn: (actor, { column, change }) =>
      own(actor, async () => {
        const { columns, density } = await look(actor);
        await views.saveSetting(actor.userId, { columns: changeColumns(columns, column, change), density });
        return ok(null);
      }),

    setListDensity: (actor, density) =>
      own(actor, async () => {
        await views.saveSetting(actor.userId, { columns: (await look(actor)).columns, density });
        return ok(null);
      }),

    resetListLook: (actor) =>
      own(actor, async () => {
        await views.saveSetting(actor.userId, { columns: LIST_COLUMNS, density: (await look(actor)).density });
        return ok(null);
      }),
  };
}
