import { routes } from "../views/routes";

/** Why a person has to sign in again; the page has a sentence for each. */
export const SIGN_IN_PROBLEMS = [
  "link",
  "link_used",
  "link_expired",
  "link_incomplete",
  "too_many",
  "address",
  "session",
  "again",
  "denied",
  "service",
  "service_denied",
  "service_nobody",
  "unknown",
] as const;
export type SignInProblem = (typeof SIGN_IN_PROBLEMS)[number];

/**
 * The sign-in page, with the way back.
 *
 * @param returnTo a safe address of ours; null: none
 * @param minutes how long to wait, with `too_many`
 */
export function signInAddress(returnTo: string | null, problem: SignInProblem | null = null, minutes?: number): string {
  const query = new URLSearchParams({
    ...(problem === null ? {} : { problem }),
    ...(minutes === undefined ? {} : { minutes: String(minutes) }),
    ...(returnTo === null ? {} : { returnTo }),
  });
  return query.size > 0 ? `${routes.signIn}?${query}` : routes.signIn;
}

/** How long an address of the sign-in page says to wait, in whole minutes; null: it does not say, or nothing that we would. */
export const minutesToWait = (sent: string | null): number | null =>
  /^([1-9]|[1-5]\d|60)$/.test(sent ?? "") ? Number(sent) : null;

/** What the sign-in library calls its problems, in our words. */
const LIBRARY_PROBLEMS: Readonly<Record<string, SignInProblem>> = {
  Verification: "link",
  AccessDenied: "denied",
  EmailCreateAccount: "denied",
  EmailSignin: "address",
  SessionRequired: "session",
  OAuthSignin: "service",
  OAuthCallback: "service",
  Callback: "service",
};

/** The problem that an address of the sign-in page tells; both values are untrusted. */
export function signInProblem(problem: string | null, libraryError: string | null): SignInProblem | null {
  const own = SIGN_IN_PROBLEMS.find((known) => known === problem);
  if (own) return own;
  return libraryError === null ? null : (new Map(Object.entries(LIBRARY_PROBLEMS)).get(libraryError) ?? "unknown");
}
