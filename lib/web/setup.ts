import "server-only";
import type { NextRequest } from "next/server";
import { z } from "zod";
import { runtime } from "../runtime/current";
import { setupTestMail } from "../views/mails/setup-test-mail";
import type { FlashView } from "../views/person";
import { routes } from "../views/routes";
import { enter } from "./auth/enter";
import { clientOf } from "./client-address";
import { flashCookie } from "./flash";
import { emailField, personNameField } from "./form-fields";
import { good } from "./form-route";
import { failedPage, notFoundPage } from "./plain-answers";
import { readForm } from "./read-form";
import { type HeaderPair, seeOther } from "./see-other";
import { clearedSetupCookie, readSetup, SETUP_COOKIE, type SetupDraft, setupCookie } from "./setup-cookie";
import { withFaultAnswer } from "./with-fault-answer";

const bad = (text: string, values: FlashView["values"] = {}): FlashView => ({ tone: "bad", text, values });

/** Back to the page, or on from it. */
function toPage(flash: FlashView | null, draft: SetupDraft | null = null): Response {
  const { settings, clock } = runtime();
  const cookies = [
    ...(flash ? [flashCookie(settings.authSecret, flash, clock.now())] : []),
    ...(draft ? [setupCookie(settings.authSecret, draft, clock.now())] : []),
  ];
  return seeOther(
    settings.appOrigin,
    routes.setup,
    cookies.map((line): HeaderPair => ["Set-Cookie", line]),
  );
}

/** What a browser that gave the code has filled in so far; null: it gave none, or it no longer counts. */
async function draftOf(request: NextRequest): Promise<SetupDraft | null> {
  const { settings, services, clock } = runtime();
  const draft = readSetup(settings.authSecret, request.cookies.get(SETUP_COOKIE)?.value, clock.now());
  return draft !== null && (await services.isSetupProof(draft.proof)) ? draft : null;
}

const codeFields = z.object({ code: z.string().min(1).max(200) });

/** Step 1: the code. As soon as there is somebody, nobody can tell this address from one that does not exist. */
export const giveSetupCode = withFaultAnswer(async (request) => {
  const { services } = runtime();
  if (!(await services.isFirstRun())) return notFoundPage();
  const form = await readForm(request, codeFields);
  if (!form) return toPage(bad("setup.code.wrong"));
  const tried = await services.trySetupCode({ code: form.code, client: clientOf(request) });
  if (tried.ok)
    return toPage(null, {
      proof: tried.value.proof,
      seenOrigin: originOf(request),
      name: "",
      email: "",
      mail: "open",
    });
  if ("minutes" in tried.error) return toPage(bad("setup.code.too_many", { minutes: String(tried.error.minutes) }));
  return tried.error.code === "not_found" ? notFoundPage() : toPage(bad("setup.code.wrong"));
}, failedPage);

/** Pages whose policy hides their address send "null", which is no address. */
const originOf = (request: NextRequest): string | null => {
  const sent = request.headers.get("origin");
  return sent === null || sent === "null" || sent.length > 200 ? null : sent;
};

const personFields = z.object({ name: personNameField, email: emailField });
/** What was typed comes back, also where it cannot be used. */
const typedFields = z.object({ name: z.string().max(80).catch(""), email: z.string().max(254).catch("") });

/** Step 4: a mail to the address that was typed, so that nobody finds out later that no mail arrives. */
export const sendSetupMail = withFaultAnswer(async (request) => {
  const { settings, services, mailer, logger } = runtime();
  const draft = await draftOf(request);
  if (draft === null) return goneOrPage();
  const typed = { ...draft, ...(await readForm(request, typedFields)) };
  const to = emailField.safeParse(typed.email);
  if (!to.success) return toPage(bad("setup.email_wrong"), typed);
  const counted = await services.countTestMail();
  if (!counted.ok) return toPage(bad("setup.mail.too_many", { minutes: String(counted.error.minutes) }), typed);
  try {
    await mailer.send(setupTestMail(to.data, settings.appOrigin));
    return toPage(good("setup.mail.sent", { email: to.data }), { ...typed, mail: "sent" });
  } catch (error) {
    const { code, responseCode } = error as { readonly code?: string; readonly responseCode?: number };
    logger.error("setup.mail_failed", { errorCode: code, statusCode: responseCode });
    return toPage(bad("setup.mail.failed"), { ...typed, mail: "failed" });
  }
}, failedPage);

/** The last step: the owner is made and signed in, and the first run is over for everybody. */
export const finishSetup = withFaultAnswer(async (request) => {
  const { settings, services, clock } = runtime();
  const draft = await draftOf(request);
  if (draft === null) return goneOrPage();
  const typed = { ...draft, ...(await readForm(request, typedFields)) };
  const person = personFields.safeParse(typed);
  if (!person.success) return toPage(bad("setup.person_wrong"), typed);
  const userAgent = request.headers.get("user-agent");
  const made = await services.makeFirstAdmin({ ...person.data, proof: draft.proof, userAgent });
  if (!made.ok) return notFoundPage();
  return seeOther(settings.appOrigin, routes.admin.overview, [
    await enter(made.value),
    ["Set-Cookie", clearedSetupCookie()],
    ["Set-Cookie", flashCookie(settings.authSecret, good("setup.done"), clock.now())],
  ]);
}, failedPage);

/** Without a code that counts there is the code's page, while there is a first run at all. */
const goneOrPage = async (): Promise<Response> => ((await runtime().services.isFirstRun()) ? toPage(null) : notFoundPage());
