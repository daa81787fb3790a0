import "server-only";
import { after } from "next/server";
import { safeReturnTo } from "../../core/return-to";
import { mayComeIn } from "../../core/sign-in/may-come-in";
import { runtime } from "../../runtime/current";
import { readersLanguage } from "../../views/language";
import { routes } from "../../views/routes";
import { signInMail } from "./sign-in-mail";

type Link = { readonly email: string; readonly token: string; readonly callbackUrl: string | null };

/**
 * Mails a sign-in link if the address belongs to somebody who may use it.
 *
 * The work happens after the answer to the form, so that neither its time nor a fault in it tells a
 * known address from an unknown one (`security.md` E9).
 */
export function mailLinkLater(link: Link): void {
  const { logger } = runtime();
  const failed = (error: unknown): void => {
    // The library's own codes say what an admin has to mend; its sentence can hold an address.
    const { code, command, responseCode } = error as {
      readonly code?: string;
      readonly command?: string;
      readonly responseCode?: number;
    };
    logger.error("sign_in.mail_failed", { errorCode: code, smtpCommand: command, statusCode: responseCode });
  };
  after(() => mailLink(link).catch(failed));
}

async function mailLink({ email, token, callbackUrl }: Link): Promise<void> {
  const { people, mailer, settings, clock } = runtime();
  const person = await people.byEmail(email);
  if (!person?.email || !mayComeIn(person, clock.now())) return;

  const address = new URL(routes.signInContinue, settings.appOrigin);
  address.searchParams.set("token", token);
  address.searchParams.set("email", email);
  const returnTo = callbackUrl?.startsWith(settings.appOrigin)
    ? safeReturnTo(callbackUrl.slice(settings.appOrigin.length))
    : null;
  if (returnTo !== null) address.searchParams.set("returnTo", returnTo);
  await mailer.send(signInMail(person.email, address.href, person.language ?? readersLanguage()));
}
