import "server-only";
import type { NextRequest } from "next/server";
import { z } from "zod";
import type { ListColumn } from "../core/connections/list-look";
import { runtime } from "../runtime/current";
import type { AdminConnectionView } from "../views/admin";
import { routes } from "../views/routes";
import { adminWish } from "./admin-wish";
import { csvAnswer } from "./csv-answer";
import { checkboxes } from "./form-fields";
import { failedPage, notAllowedPage, notFoundPage } from "./plain-answers";
import { readForm } from "./read-form";
import type { SearchParamsSent } from "./search-params";
import { seeOther } from "./see-other";
import { signedIn } from "./session";
import { signInAddress } from "./sign-in-address";
import { withFaultAnswer } from "./with-fault-answer";

type Columns = {
  readonly head: (columns: readonly ListColumn[]) => readonly string[];
  readonly cells: (row: AdminConnectionView, columns: readonly ListColumn[], appOrigin: string) => readonly string[];
};

/** The list's own parameters, what is ticked in it, and how the file is wanted. */
const fields = z.looseObject({ ids: checkboxes, all: z.string().optional(), bom: z.string().optional() });

/** Connections as a file: those that are ticked, or all that the list's question matches, in the columns that its reader sees. */
export const connectionsFile = ({ head, cells }: Columns) =>
  withFaultAnswer(async (request: NextRequest) => {
    const who = await signedIn();
    const { services, clock, settings } = runtime();
    if (!who) return seeOther(settings.appOrigin, signInAddress(routes.admin.connections, "session"));
    const form = await readForm(request, fields);
    if (!form) return notFoundPage();
    const ids = form.all === undefined ? form.ids : [];
    const [file, look] = await Promise.all([
      services.exportConnections(who.actor, { asked: adminWish(form as SearchParamsSent), ids }),
      services.listLook(who.actor),
    ]);
    if (!file.ok) return file.error.code === "not_allowed" ? notAllowedPage() : notFoundPage();
    if (!look.ok) return notFoundPage();
    const { columns } = look.value;
    return csvAnswer({
      name: `holdfast-connections-${clock.now().toISOString().slice(0, 10)}`,
      head: head(columns),
      pieces: file.value.rows,
      cells: (row) => cells(row, columns, settings.appOrigin),
      byteOrderMark: form.bom === "1",
      request,
    });
  }, failedPage);
