import { failure } from "@/lib/core/errors";
import { err, ok } from "@/lib/core/result";
import { JOB_ACTS } from "@/lib/views/jobs";
import { routes } from "@/lib/views/routes";
import { noFields } from "@/lib/web/form-fields";
import { formRoute, good } from "@/lib/web/form-route";

export const POST = formRoute({
  fields: noFields,
  page: ({ id = "" }) => routes.admin.job(id),
  run: async ({ runtime, actor, params }) => {
    const id = params.id ?? "";
    const act = JOB_ACTS.find((each) => each === params.act);
    if (!act) return err(failure("not_found"));
    const changed = await runtime.services.changeJob(actor, { id, act });
    return changed.ok ? ok({ to: routes.admin.job(id), flash: good(`admin.job.flash.${act}`) }) : changed;
  },
  failed: ({ code }, { params }) =>
    code === "changed_meanwhile"
      ? { to: routes.admin.job(params.id ?? ""), flash: { tone: "calm", text: "admin.job.flash.changed", values: {} } }
      : null,
});
