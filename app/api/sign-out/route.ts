import { runtime } from "@/lib/runtime/current";
import { routes } from "@/lib/views/routes";
import { failedPage } from "@/lib/web/plain-answers";
import { seeOther } from "@/lib/web/see-other";
import { endThisSession, forgetEverything } from "@/lib/web/session-cookie";
import { withFaultAnswer } from "@/lib/web/with-fault-answer";

/** Ends the session in the database and makes the browser forget its pages. */
export const POST = withFaultAnswer(async () => {
  await endThisSession();
  return seeOther(runtime().settings.appOrigin, routes.signIn, forgetEverything);
}, failedPage);
