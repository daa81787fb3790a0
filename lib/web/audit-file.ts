import "server-only";
import type { NextRequest } from "next/server";
import { z } from "zod";
import { runtime } from "../runtime/current";
import type { AuditEventView } from "../views/audit";
import { routes } from "../views/routes";
import { csvAnswer } from "./csv-answer";
import { fileAnswer } from "./file-answer";
import { auditQuery } from "./people-loaders";
import { failedPage, notAllowedPage, notFoundPage } from "./plain-answers";
import { readForm } from "./read-form";
import type { SearchParamsSent } from "./search-params";
import { seeOther } from "./see-other";
import { signedIn } from "./session";
import { signInAddress } from "./sign-in-address";
import { withFaultAnswer } from "./with-fault-answer";

type Columns = { readonly head: readonly string[]; readonly cells: (event: AuditEventView) => readonly string[] };

/** The log's own parameters, and how the file is wanted. */
const fields = z.looseObject({ format: z.string().optional(), bom: z.string().optional() });

const linesOf = (events: readonly AuditEventView[]): string => events.map((event) => `${JSON.stringify(event)}\n`).join("");

/** The log as a file, as the page with the form asks for it: as a table, or one JSON object a line. */
export const auditFile = ({ head, cells }: Columns) =>
  withFaultAnswer(async (request: NextRequest) => {
    const who = await signedIn();
    const { services, clock, settings } = runtime();
    if (!who) return seeOther(settings.appOrigin, signInAddress(routes.admin.audit, "session"));
    const form = await readForm(request, fields);
    if (!form) return notFoundPage();
    const format = form.format === "ndjson" ? "ndjson" : "csv";
    const file = await services.exportAudit(who.actor, auditQuery(form as SearchParamsSent), format);
    if (!file.ok) return file.error.code === "not_allowed" ? notAllowedPage() : notFoundPage();
    const name = `holdfast-audit-${clock.now().toISOString().slice(0, 10)}`;
    const pieces = file.value;
    if (format === "ndjson")
      return fileAnswer({
        name: `${name}.ndjson`,
        type: "application/x-ndjson; charset=utf-8",
        head: "",
        pieces,
        text: linesOf,
        request,
      });
    return csvAnswer({ name, head, pieces, cells, byteOrderMark: form.bom === "1", request });
  }, failedPage);
