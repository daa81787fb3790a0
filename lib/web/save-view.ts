import "server-only";
import { z } from "zod";
import { ok } from "../core/result";
import { readQuery } from "../views/admin-query";
import { routes } from "../views/routes";
import { formRoute, good } from "./form-route";

/** A name as it was typed; the service says whether it is one. */
export const viewNameField = z.string().max(500).default("");

const LONGEST_QUERY = 2000;

/** What a view keeps stands in one field, as in the address. */
const asked = (query: string) => {
  const read = new URLSearchParams(query);
  return readQuery((name) => read.getAll(name).filter((value) => value !== "" && !value.includes("\0")));
};

const listWith = (query: string) => (query === "" ? routes.admin.connections : `${routes.admin.connections}?${query}`);

/** Keeps the question of the list under a name. */
export const saveView = formRoute({
  fields: z.object({ name: viewNameField, query: z.string().max(LONGEST_QUERY).default("") }),
  page: () => routes.admin.connections,
  run: async ({ runtime, actor, fields }) => {
    const saved = await runtime.services.saveAdminView(actor, { name: fields.name, asked: asked(fields.query) });
    if (!saved.ok) return saved;
    const values = { name: fields.name.trim() };
    const flash = good(`admin.views.${saved.value}`, values);
    return ok({ to: listWith(fields.query), flash: saved.value === "saved" ? flash : { ...flash, tone: "bad" } });
  },
});
