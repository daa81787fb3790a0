import "server-only";
import { runtime } from "../../runtime/current";
import { routes } from "../../views/routes";
import { failedPage } from "../plain-answers";
import { seeOther } from "../see-other";
import { endThisSession, forgetEverything } from "../session-cookie";
import { withFaultAnswer } from "../with-fault-answer";

/** Ends the session in the database and makes the browser forget its pages. */
export const signOut = withFaultAnswer(async () => {
  await endThisSession();
  return seeOther(runtime().settings.appOrigin, routes.signIn, forgetEverything);
}, failedPage);
