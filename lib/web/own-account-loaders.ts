import "server-only";
import { runtime } from "../runtime/current";
import type { DeleteAccountView } from "../views/person";
import { routes } from "../views/routes";
import { requireActor } from "./session";
import { signInAddress } from "./sign-in-address";

/** What somebody sees who wants to delete their account, and where they prove first that it is them. */
export async function loadDeleteAccount(): Promise<{ readonly view: DeleteAccountView; readonly signIn: string }> {
  const view = await runtime().services.deletePage(await requireActor());
  return { view, signIn: signInAddress(routes.deleteAccount, "again") };
}
