import "server-only";
import type { NextRequest } from "next/server";
import { z } from "zod";
import { runtime } from "../runtime/current";
import type { JobFileRow } from "../services/jobs/contract";
import { routes } from "../views/routes";
import { csvAnswer } from "./csv-answer";
import { failedPage, notAllowedPage, notFoundPage } from "./plain-answers";
import { readForm } from "./read-form";
import { seeOther } from "./see-other";
import { signedIn } from "./session";
import { signInAddress } from "./sign-in-address";
import { withFaultAnswer } from "./with-fault-answer";

const HEAD: readonly (keyof JobFileRow)[] = [
  "result",
  "connection",
  "label",
  "provider",
  "owner",
  "reason",
  "detail",
  "reference",
  "at",
];

/** Failures alone, or everything. */
const fields = z.object({ what: z.string().optional(), bom: z.string().optional() });

/** What came of a job, as a file. */
export const jobFile = withFaultAnswer(
  async (request: NextRequest, context: { readonly params: Promise<{ readonly id: string }> }) => {
    const who = await signedIn();
    const { services, settings } = runtime();
    const { id } = await context.params;
    if (!who) return seeOther(settings.appOrigin, signInAddress(routes.admin.jobs, "session"));
    const form = await readForm(request, fields);
    if (!form) return notFoundPage();
    const what = form.what === "failures" ? "failures" : "results";
    const rows = await services.exportJob(who.actor, { id, what });
    if (!rows.ok) return rows.error.code === "not_allowed" ? notAllowedPage() : notFoundPage();
    return csvAnswer({
      name: `holdfast-job-${what}-${id.slice(-6).replace(/[^A-Za-z0-9]/g, "x")}`,
      head: HEAD,
      pieces: rows.value,
      cells: (row) => HEAD.map((name) => row[name]),
      byteOrderMark: form.bom === "1",
      request,
    });
  },
  failedPage,
);
