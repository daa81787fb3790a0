import "server-only";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { Failure } from "../core/errors";
import type { Result } from "../core/result";
import { safeReturnTo } from "../core/return-to";
import { answerWith } from "../runtime/answer-status";
import { runtime } from "../runtime/current";
import type { ConnectionDetailView, DashboardView, DisconnectView } from "../views/connection";
import type { DiagnosisView } from "../views/diagnosis";
import type { AttemptResultView, ConnectPageView, LeaveView, ProviderChoiceView } from "../views/flow";
import { type LessMailView, type NoticesView, type NotificationSettingsView, topicsOf } from "../views/notices";
import type { DemoPersonView, FlashView, MailboxView, ProfileView, ViewerView } from "../views/person";
import { routes } from "../views/routes";
import { activityWish } from "./activity-wish";
import { attemptCookieName } from "./attempt-cookie";
import { returnedForm } from "./connect-form";
import { FLASH_COOKIE, readFlash } from "./flash";
import { one, type SearchParams } from "./search-params";
import { requireActor, requireSignedIn, type SignedIn, signedIn } from "./session";
import { shownZone } from "./shown-zone";
import { minutesToWait, type SignInProblem, signInProblem } from "./sign-in-address";

/** The signed-in person; a stranger is sent to sign in and back here. */
export const loadViewer = cache(async (): Promise<ViewerView> => viewerOf(await requireSignedIn()));

/** The signed-in person, or null on pages that strangers may see. */
export const maybeViewer = cache(async (): Promise<ViewerView | null> => {
  const who = await signedIn();
  return who && viewerOf(who);
});

/** The message of the form before; the server ends it together with this page. */
export const takeFlash = cache(async (): Promise<FlashView | null> => {
  const { settings, clock } = runtime();
  return readFlash(settings.authSecret, (await cookies()).get(FLASH_COOKIE)?.value, clock.now());
});

export async function loadDashboard(searchParams: SearchParams): Promise<DashboardView> {
  const actor = await requireActor();
  const sent = await searchParams;
  const filter = Object.fromEntries(
    ["state", "provider", "q"].flatMap((name) => (one(sent, name) ? [[name, one(sent, name)]] : [])),
  );
  return runtime().services.dashboard(actor, filter);
}

export async function loadChoices(): Promise<readonly ProviderChoiceView[]> {
  return runtime().services.chooseProvider(await requireActor());
}

export async function loadConnectPage(providerId: string, searchParams: SearchParams): Promise<ConnectPageView | null> {
  const sent = await searchParams;
  const environmentId = one(sent, "environment");
  const view = found(await runtime().services.connectPage(await requireActor(), { providerId, environmentId }));
  return view && { ...view, returned: returnedForm(sent) };
}

export async function loadReconnectPage(id: string, searchParams: SearchParams): Promise<ConnectPageView | null> {
  const view = found(await runtime().services.connectPage(await requireActor(), { reconnectId: id }));
  return view && { ...view, returned: returnedForm(await searchParams) };
}

/** Only the browser that started an attempt may leave with it. */
export async function loadLeave(attemptId: string): Promise<LeaveView | null> {
  const actor = await requireActor();
  if (!/^[A-Za-z0-9_-]+$/.test(attemptId)) return missing();
  const browserSecret = (await cookies()).get(attemptCookieName(attemptId))?.value ?? null;
  return found(await runtime().services.leave(actor, { attemptId, browserSecret }));
}

export async function loadResult(attemptId: string, searchParams: SearchParams): Promise<AttemptResultView | null> {
  return found(await runtime().services.attemptResult(await requireActor(), attemptId, one(await searchParams, "reported")));
}

export async function loadDetail(id: string, searchParams: SearchParams): Promise<ConnectionDetailView | null> {
  const { actor, person } = await requireSignedIn();
  const wish = activityWish(await searchParams, await shownZone(person));
  return found(await runtime().services.connectionDetail(actor, { ...wish, id }));
}

export async function loadDisconnect(id: string): Promise<DisconnectView | null> {
  const { actor, person } = await requireSignedIn();
  return found(await runtime().services.disconnectPage(actor, { id, timeZone: await shownZone(person) }));
}

export async function loadDiagnosis(id: string): Promise<DiagnosisView | null> {
  return found(await runtime().services.diagnosisPage(await requireActor(), id));
}

export async function loadProfile(): Promise<ProfileView> {
  const actor = await requireActor();
  const [viewer, sessions] = await Promise.all([loadViewer(), runtime().services.sessions(actor)]);
  return { viewer, sessions };
}

export async function loadNotices(searchParams: SearchParams): Promise<NoticesView> {
  return runtime().services.noticeList(await requireActor(), { before: one(await searchParams, "before") });
}

export async function loadNotificationSettings(): Promise<NotificationSettingsView> {
  const { actor, person } = await requireSignedIn();
  const { services, settings } = runtime();
  const choice = await services.noticeChoice(actor);
  return {
    email: person.email,
    topics: topicsOf(choice),
    digest: choice.digest,
    zone: person.timeZone,
    trial: settings.mode === "trial",
  };
}

/** Open to whoever has the link. */
export async function loadLessMail(searchParams: SearchParams): Promise<LessMailView | null> {
  const sent = await searchParams;
  const signed = one(sent, "for") ?? "";
  const topic = await runtime().services.lessMail(signed);
  return topic === null ? missing() : { signed, topic, isDone: one(sent, "done") === "yes" };
}

/** Marketplaces of which this person asked to hear when they work again. */
export const loadWatched = cache(
  async (): Promise<readonly string[]> => runtime().services.watchedProviders(await requireActor()),
);

export type SignInView = {
  readonly trial: boolean;
  readonly people: readonly DemoPersonView[];
  readonly problem: SignInProblem | null;
  /** How long to wait after too many tries; null: not told. */
  readonly minutes: number | null;
  readonly returnTo: string | null;
  /** The name of the sign-in service beside the mailed link; null: there is none. */
  readonly service: string | null;
};

export async function loadSignIn(searchParams: SearchParams): Promise<SignInView> {
  const { settings, services } = runtime();
  const sent = await searchParams;
  const trial = settings.mode === "trial";
  return {
    trial,
    people: trial ? await services.demoPeople() : [],
    problem: signInProblem(one(sent, "problem"), one(sent, "error")),
    minutes: minutesToWait(one(sent, "minutes")),
    returnTo: safeReturnTo(one(sent, "returnTo") ?? one(sent, "callbackUrl")),
    service: settings.signInService?.name ?? null,
  };
}

/** Trial only: elsewhere mail is mail. */
export async function loadMailbox(): Promise<MailboxView | null> {
  const { settings, services } = runtime();
  if (settings.mode !== "trial") return missing();
  return services.mailbox();
}

async function viewerOf({ actor, person }: SignedIn): Promise<ViewerView> {
  const { services, settings } = runtime();
  const [timeZone, needsYou, unread] = await Promise.all([
    shownZone(person),
    services.needsYou(actor),
    services.unreadNotices(actor),
  ]);
  return { ...person, timeZone, zoneIsChosen: person.timeZone !== null, trial: settings.mode === "trial", needsYou, unread };
}

/** Nothing to show: the page says so with the status of one that does not exist. */
export function missing(): null {
  answerWith(404);
  return null;
}

/** What a service found; a stranger's or unknown id is a page that does not exist, anything else has a page that says it. */
export function found<T>(result: Result<T, Failure>): T | null {
  if (result.ok) return result.value;
  if (result.error.code === "not_found") return missing();
  redirect(routes.problem(result.error.code));
}
