import "server-only";
import { authOptions } from "./options";
import { postToLibrary } from "./post-to-library";

/**
 * Asks the sign-in library for a mailed link, as its own form would. What comes of it is nobody's business
 * but the log's (`security.md` E9).
 *
 * @param returnTo a safe address of ours
 */
export async function askForLink(email: string, returnTo: string): Promise<void> {
  const options = authOptions({ userAgent: null, sessionToken: null });
  await postToLibrary(options, ["signin", "email"], { email, callbackUrl: returnTo });
}
