import { runtime } from "../../runtime/current";
import { seeOther } from "../see-other";
import { signInAddress } from "../sign-in-address";

/** Our fault while somebody signs in: back to the page that can try again. */
export const signInBroke = (): Response => seeOther(runtime().settings.appOrigin, signInAddress(null, "unknown"));
