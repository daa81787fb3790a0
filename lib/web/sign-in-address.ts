import { routes } from "../views/routes";

/** Why a person has to sign in again; the page has a sentence for each. */
export const SIGN_IN_PROBLEMS = [
  "link",
  "link_incomplete",
  "too_many",
  "address",
  "session",
  "again",
  "denied",
  "unknown",
] as const;
export type SignInProblem = (typeof SIGN_IN_PROBLEMS)[number];

/**
 * The sign-in page, with the way back.
 *
 * @param returnTo a safe address of ours; null: none
 */
export function signInAddress(returnTo: string | null, problem: SignInProblem | null = null): string {
  const query = new URLSearchParams({ ...(problem === null ? {} : { problem }), ...(returnTo === null ? {} : { returnTo }) });
  return query.size > 0 ? `${routes.signIn}?${query}` : routes.signIn;
}

/** What the sign-in library calls its problems, in our words. */
const LIBRARY_PROBLEMS: Readonly<Record<string, SignInProblem>> = {
  Verification: "link",
  AccessDenied: "denied",
  EmailCreateAccount: "denied",
  EmailSignin: "address",
  SessionRequired: "session",
};

/** The problem that an address of the sign-in page tells; both values are untrusted. */
export function signInProblem(problem: string | null, libraryError: string | null): SignInProblem | null {
  const own = SIGN_IN_PROBLEMS.find((known) => known === problem);
  if (own) return own;
  return libraryError === null ? null : (new Map(Object.entries(LIBRARY_PROBLEMS)).get(libraryError) ?? "unknown");
}
