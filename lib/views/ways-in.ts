import type { Role } from "../core/roles";

/** What somebody who was invited reads before they accept. */
export type InvitationView = {
  /** Raw, for the form only. */
  readonly token: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** null: whoever runs this deployment. */
  readonly invitedBy: string | null;
  /** Where this deployment is reached, for example `holdfast.example`. */
  readonly host: string;
  /** ISO 8601. */
  readonly until: string;
  readonly isOver: boolean;
};

/** One line of the check list: `tells` is a key of the catalogue, and `helps` another one where it is not well. */
export type SetupCheckView = {
  readonly name: "database" | "key" | "clock" | "https" | "address" | "email";
  /** `open`: nobody has tried it yet. */
  readonly state: "well" | "wrong" | "open";
  readonly values: Readonly<Record<string, string>>;
};

/** The first run. `checks` is told to nobody without the code. */
export type SetupView = {
  /** null: the code is still to be given. */
  readonly unlocked: {
    readonly name: string;
    readonly email: string;
    readonly checks: readonly SetupCheckView[];
  } | null;
  readonly appOrigin: string;
};
