import { z } from "zod";
import { failure } from "@/lib/core/errors";
import { err, ok } from "@/lib/core/result";
import { ROLES } from "@/lib/core/roles";
import { routes } from "@/lib/views/routes";
import { emailField, personNameField } from "@/lib/web/form-fields";
import { formRoute, good } from "@/lib/web/form-route";
import { peopleFailed } from "@/lib/web/people-failed";
import { INVITED } from "@/lib/web/people-loaders";

const text = z.string().max(400).default("");
const person = z.object({ email: emailField, name: personNameField, role: z.enum(ROLES) });

/** Invites somebody. The page after it shows the link this one time. */
export const POST = formRoute({
  fields: z.object({ email: text, name: text, role: text }),
  page: () => routes.admin.invite,
  run: async ({ runtime, actor, fields: sent }) => {
    const may = await runtime.services.invitePage(actor);
    const read = person.safeParse(sent);
    // Whoever may invite nobody is told by the service, which writes it down.
    if (may.ok && !read.success) return err({ ...failure("value_invalid"), field: String(read.error.issues[0]?.path[0]) });
    const fields = read.data ?? { email: "", name: "", role: "seller" };
    const invited = await runtime.services.inviteSomebody(actor, fields);
    if (!invited.ok) return invited;
    const { link, mailed, personId } = invited.value;
    if (link === null)
      return ok({
        to: routes.admin.person(personId),
        flash: { tone: "calm", text: "admin.people.already_in", values: { email: fields.email } },
      });
    const token = new URL(link).pathname.split("/").at(-1) ?? "";
    return ok({ to: routes.admin.invite, flash: good(INVITED, { email: fields.email, mailed: mailed ? "yes" : "no", token }) });
  },
  failed: (failed, { fields }) => peopleFailed(routes.admin.invite, failed, fields),
});
