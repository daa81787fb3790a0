import type { Language } from "../../core/language";
import type { Role } from "../../core/roles";
import "next-auth";
import "next-auth/adapters";

/** What the sign-in library carries of a person; the same fields as `Person` of the services' contract. */
type Carried = {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly timeZone: string | null;
  readonly theme: "system" | "light" | "dark";
  readonly density: "normal" | "compact";
  readonly language: Language | null;
  readonly singleKeys: boolean;
};

declare module "next-auth" {
  interface Session {
    person: Carried & { readonly email: string | null };
    sessionId: string;
  }
}

declare module "next-auth/adapters" {
  interface AdapterUser extends Carried {
    /** Public id of the session this person was read with; null outside one. */
    readonly sessionId: string | null;
    readonly disabled: boolean;
  }
}
