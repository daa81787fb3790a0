import type { Failure } from "../core/errors";
import type { Language } from "../core/language";
import type { ServiceAccount } from "../core/ports/ways-in";
import type { Result } from "../core/result";
import type { Role } from "../core/roles";
import type { InvitationView, SetupCheckView } from "../views/ways-in";

/** The raw token goes into one cookie and nowhere else. */
export type NewSession = {
  readonly sessionToken: string;
  readonly expiresAt: Date;
  readonly role: Role;
  readonly language: Language | null;
};

/** Too often: so many whole minutes until it may be tried again. */
export type TooMany = { readonly minutes: number };

/** How people come in for the first time, and how often anybody may try to. `client` is the address that a request came from. */
export type WaysInServices = {
  /** Counts one ask for a mailed link, whether or not anybody has that address. */
  readonly countLinkAsked: (input: { readonly email: string; readonly client: string | null }) => Promise<Result<null, TooMany>>;
  /** null: the link is none of ours, used, or replaced. */
  readonly invitation: (token: string) => Promise<InvitationView | null>;
  readonly acceptInvitation: (input: {
    readonly token: string;
    readonly userAgent: string | null;
  }) => Promise<Result<NewSession, Failure>>;
  /** False: the link does not let anybody in. */
  readonly declineInvitation: (token: string) => Promise<boolean>;
  /**
   * Whether the account of a sign-in service may come in as a person of ours. The first time it is known by
   * the address that the service has verified, and from then on by what the service calls it, whatever
   * becomes of the address (`security.md` A19; ASVS 5.0 6.8.1).
   *
   * @returns their public id
   */
  readonly admitServiceAccount: (
    account: ServiceAccount & { readonly verifiedEmail: string | null },
  ) => Promise<Result<string, Failure>>;
  /** Whether there is nobody at all yet. */
  readonly isFirstRun: () => Promise<boolean>;
  /** Tries a setup code. Every try counts, and a wrong one is audited. `proof` stands for the code from then on. */
  readonly trySetupCode: (input: {
    readonly code: string;
    readonly client: string | null;
  }) => Promise<Result<{ readonly proof: string }, Failure | TooMany>>;
  readonly isSetupProof: (proof: string) => Promise<boolean>;
  /** @param seenOrigin where the browser says that it found us; null: it did not say */
  readonly setupChecks: (seenOrigin: string | null) => Promise<readonly SetupCheckView[]>;
  readonly countTestMail: () => Promise<Result<null, TooMany>>;
  readonly makeFirstAdmin: (input: {
    readonly proof: string;
    readonly name: string;
    readonly email: string;
    readonly userAgent: string | null;
  }) => Promise<Result<NewSession, Failure>>;
};
