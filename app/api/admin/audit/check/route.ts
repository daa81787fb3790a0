import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { noFields } from "@/lib/web/form-fields";
import { formRoute, good } from "@/lib/web/form-route";

/** Looks at the whole log now. */
export const POST = formRoute({
  fields: noFields,
  page: () => routes.admin.audit,
  run: async ({ runtime, actor }) => {
    const looked = await runtime.services.checkAudit(actor);
    if (!looked.ok) return looked;
    const { fault, entries } = looked.value;
    return ok({
      to: routes.admin.audit,
      flash:
        fault === null
          ? good("admin.audit.checked", { count: String(entries) })
          : { tone: "bad", text: `admin.audit.fault_${fault.why}`, values: { seq: fault.seq } },
    });
  },
});
