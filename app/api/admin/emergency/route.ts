import { z } from "zod";
import { type Failure, failure } from "@/lib/core/errors";
import { err, ok, type Result } from "@/lib/core/result";
import { numberWords } from "@/lib/views/number-words";
import { routes } from "@/lib/views/routes";
import { type FormEnd, formRoute, good } from "@/lib/web/form-route";

const fields = z.object({
  act: z.enum(["stop", "lift", "revoke", "campaign"]),
  /** A registration, a provider, or `all`. */
  place: z.string().max(60).default(""),
  id: z.string().max(60).default(""),
  typed: z.string().max(80).default(""),
  shown: z.coerce.number().int().min(0).default(0),
});

const page = routes.admin.emergency;

export const POST = formRoute({
  fields,
  page: () => page,
  run: async ({ runtime: { services }, actor, fields: sent }): Promise<Result<FormEnd, Failure>> => {
    const { act, place, id, typed, shown } = sent;
    if (act === "stop") {
      if (place === "") return err(failure("form_invalid"));
      const stopped = await services.stopEmergency(actor, { place: place === "all" ? null : place, typed });
      if (!stopped.ok) return stopped;
      return ok({ to: page, flash: good("admin.emergency.flash.stopped", { count: numberWords(stopped.value.live) }) });
    }
    if (act === "lift") {
      const lifted = await services.liftEmergency(actor, id);
      return lifted.ok ? ok({ to: page, flash: good("admin.emergency.flash.lifted") }) : lifted;
    }
    const asked = { id, shown, typed };
    const begun = await (act === "revoke" ? services.revokeEmergency(actor, asked) : services.campaignEmergency(actor, asked));
    return begun.ok ? ok({ to: page, flash: good(`admin.emergency.flash.${act}`) }) : begun;
  },
  failed: ({ field, code }, { fields: { act } }) => {
    const said = (key: string): FormEnd => ({
      to: page,
      flash: { tone: "bad", text: `admin.emergency.flash.${key}`, values: {} },
    });
    if (field === "typed") return said(act === "stop" ? "typed_name" : "typed_number");
    if (code === "changed_meanwhile") return said("changed");
    if (code === "too_soon") return said("revoke_first");
    return code === "stopped" ? said("lift_first") : null;
  },
});
