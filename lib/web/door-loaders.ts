import "server-only";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { runtime } from "../runtime/current";
import { routes } from "../views/routes";
import type { InvitationView, SetupCheckView, SetupView } from "../views/ways-in";
import { ASKED_COOKIE, askedHere } from "./auth/asked-cookie";
import { LEAVE_COOKIE, leaveAddress } from "./auth/leave-cookie";
import { missing } from "./loaders";
import { one, type SearchParamsSent } from "./search-params";
import { readSetup, SETUP_COOKIE, type SetupDraft } from "./setup-cookie";

const cookieNamed = async (name: string): Promise<string | undefined> => (await cookies()).get(name)?.value;

/** What a mailed link carries. Untrusted: anybody can write such an address. */
export type MailedLinkView = {
  readonly token: string;
  readonly email: string;
  readonly returnTo: string | null;
  /** Another browser than this one asked for it. */
  readonly isElsewhere: boolean;
};

export async function loadMailedLink(sent: SearchParamsSent): Promise<MailedLinkView | null> {
  const [token, email] = [one(sent, "token"), one(sent, "email")];
  if (token === null || email === null) return null;
  const isElsewhere = !askedHere(await cookieNamed(ASKED_COOKIE));
  return { token, email, returnTo: one(sent, "returnTo"), isElsewhere };
}

export type ServiceLeaveView = { readonly name: string; readonly host: string; readonly address: string };

/** Only a browser that pressed the service's button leaves for it. */
export async function loadServiceLeave(): Promise<ServiceLeaveView> {
  const { settings, clock } = runtime();
  const address = leaveAddress(settings.authSecret, await cookieNamed(LEAVE_COOKIE), clock.now());
  if (settings.signInService === null || address === null) redirect(routes.signIn);
  return { name: settings.signInService.name, host: new URL(address).host, address };
}

/** An invitation that its link still shows; null: the link is none of ours, used, or replaced. */
export async function loadInvitation(token: string): Promise<InvitationView | null> {
  const found = /^[A-Za-z0-9_-]{43}$/.test(token) ? await runtime().services.invitation(token) : null;
  return found ?? missing();
}

/** The first run. Once there is somebody, nobody can tell its address from one that does not exist. */
export async function loadSetup(): Promise<SetupView | null> {
  const { settings, services, clock } = runtime();
  if (!(await services.isFirstRun())) return missing();
  const { appOrigin } = settings;
  const draft = readSetup(settings.authSecret, await cookieNamed(SETUP_COOKIE), clock.now());
  if (draft === null || !(await services.isSetupProof(draft.proof))) return { unlocked: null, appOrigin };
  const checks = [...(await services.setupChecks(draft.seenOrigin)), mailCheck(draft)];
  return { unlocked: { name: draft.name, email: draft.email, checks }, appOrigin };
}

const mailCheck = ({ mail, email }: SetupDraft): SetupCheckView => ({
  name: "email",
  state: mail === "open" ? "open" : mail === "sent" ? "well" : "wrong",
  values: { email },
});
