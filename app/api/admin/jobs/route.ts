import { z } from "zod";
import { ok } from "@/lib/core/result";
import { queryText } from "@/lib/views/admin-query";
import { routes } from "@/lib/views/routes";
import { checkboxes } from "@/lib/web/form-fields";
import { type FormEnd, formRoute, good } from "@/lib/web/form-route";
import { readJobAsk } from "@/lib/web/job-ask";

const text = z.string().max(200).default("");
const query = {
  q: text,
  state: text,
  provider: text,
  reason: text,
  owner: text,
  ends: text,
  tests: text,
  sort: text,
  dir: text,
  tz: text,
};
const fields = z.object({
  act: z.string().max(20),
  job: z.string().max(60),
  shown: z.coerce.number().int().min(0),
  typed: z.string().max(20).default(""),
  ids: checkboxes,
  all: text,
  ...query,
});
type Fields = z.infer<typeof fields>;

const askOf = (sent: Fields) =>
  readJobAsk((name) => {
    const value = (sent as Readonly<Record<string, unknown>>)[name];
    if (Array.isArray(value)) return value.map(String);
    return typeof value === "string" && value !== "" ? [value] : [];
  });

/** The page with everything that it was asked, and what was typed on it. */
function pageOf(sent: Fields | null): string {
  if (sent === null) return routes.admin.newJob;
  const { act, ids, all, query: asked } = askOf(sent);
  const rest = new URLSearchParams([["act", act], ...(all ? [["all", "1"]] : ids.map((id) => ["ids", id]))]);
  if (sent.typed !== "") rest.set("typed", sent.typed);
  return `${routes.admin.newJob}?${rest}&${queryText(asked)}`.replace(/&$/, "");
}

const said = (to: string, key: string, values: Readonly<Record<string, string>> = {}): FormEnd => ({
  to,
  flash: { tone: "bad", text: key, values },
});

export const POST = formRoute({
  fields,
  page: (_params, sent) => pageOf(sent),
  run: async ({ runtime, actor, fields: sent }) => {
    const { job, shown, typed } = sent;
    const created = await runtime.services.createJob(actor, { ...askOf(sent), job, shown, typed });
    if (!created.ok) return created;
    return ok({ to: routes.admin.job(created.value.id), flash: good("admin.job.flash.created") });
  },
  failed: ({ code, field }, { fields: sent }) => {
    if (code === "sign_in_again") return { to: routes.admin.keptJob(sent.job, sent.typed) };
    if (field === "number") return said(pageOf(sent), "admin.job.flash.number", { count: String(sent.shown) });
    return code === "changed_meanwhile" ? said(pageOf({ ...sent, typed: "" }), "admin.job.preview.changed") : null;
  },
});
