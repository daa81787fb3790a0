import "server-only";
import type { AuthOptions } from "next-auth";
import EmailProvider from "next-auth/providers/email";
import { safeReturnTo } from "../../core/return-to";
import { runtime } from "../../runtime/current";
import { routes } from "../../views/routes";
import { peopleAdapter, type SignInRequest } from "./adapter";
import { AUTH_COOKIES } from "./cookies";
import { mailLinkLater } from "./mail-link";
import { SERVICE_ID, serviceProvider } from "./service-provider";

const DAY_SECONDS = 24 * 60 * 60;
const LINK_SECONDS = 15 * 60;
const SESSION_SECONDS = 30 * DAY_SECONDS;

/**
 * The sign-in library's configuration for one request.
 *
 * Sessions are rows in the database, so that the server can end them (`security.md` E4).
 */
export function authOptions(request: SignInRequest): AuthOptions {
  const { settings, services, people, digest, randomness, logger, clock } = runtime();
  const service = settings.signInService;
  const admit = async (subject: string, verifiedEmail: string | null): Promise<string | null> => {
    if (service === null) return null;
    const admitted = await services.admitServiceAccount({ issuer: service.issuer, subject, verifiedEmail });
    return admitted.ok ? admitted.value : null;
  };
  return {
    adapter: peopleAdapter({ people, digest, clock, bound: (subject) => admit(subject, null) }, request),
    secret: settings.authSecret,
    useSecureCookies: true,
    cookies: AUTH_COOKIES,
    pages: { signIn: routes.signIn, error: routes.signIn, verifyRequest: routes.signInSent },
    session: {
      strategy: "database",
      maxAge: SESSION_SECONDS,
      updateAge: SESSION_SECONDS,
      generateSessionToken: () => randomness.token(32),
    },
    providers: [
      EmailProvider({
        maxAge: LINK_SECONDS,
        generateVerificationToken: () => randomness.token(32),
        sendVerificationRequest: async ({ identifier, token, url }) =>
          mailLinkLater({ email: identifier, token, callbackUrl: new URL(url).searchParams.get("callbackUrl") }),
      }),
      ...(service === null ? [] : [serviceProvider(service)]),
    ],
    callbacks: {
      // Asking for a link is open to every address alike; using one is not.
      signIn: async ({ user, account, email }) => {
        if (email?.verificationRequest === true) return true;
        if (account?.provider === SERVICE_ID && !("role" in user))
          return (await admit(account.providerAccountId, user.email ?? null)) !== null;
        return "role" in user && !user.disabled;
      },
      redirect: ({ url, baseUrl }) =>
        `${baseUrl}${safeReturnTo(url.startsWith(baseUrl) ? url.slice(baseUrl.length) : url) ?? routes.connections}`,
      session: ({ session, user }) => ({
        expires: session.expires,
        person: {
          id: user.id,
          name: user.name,
          email: user.email || null,
          role: user.role,
          timeZone: user.timeZone,
          theme: user.theme,
          density: user.density,
          language: user.language,
          singleKeys: user.singleKeys,
        },
        sessionId: user.sessionId ?? "",
      }),
    },
    // Codes only: what the library adds can hold the token of a link.
    logger: {
      error: (code) => logger.error("sign_in.failed", { reason: code }),
      warn: (code) => logger.warn("sign_in.warning", { reason: code }),
      debug: () => undefined,
    },
  };
}
