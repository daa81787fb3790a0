import { publicId } from "../core/ids";
import type { PersonRecord } from "../core/ports/people";
import { routes } from "../views/routes";
import type { WaysInDependencies } from "./ways-in-dependencies";

type Deps = Pick<WaysInDependencies, "invitations" | "randomness" | "digest" | "clock" | "appOrigin">;

/** A link lets its person in for so long. */
export const INVITATION_DAYS = 7;

export type Invited = {
  /** The one time that anybody can have it; null: they are in already, and need none. */
  readonly link: string | null;
  readonly until: Date;
};

/** Lets a person in by their address, with a link that works once. Nobody can sign in who was not invited. */
export async function invitePerson(
  deps: Deps,
  person: {
    readonly email: string;
    readonly name: string;
    readonly role: PersonRecord["role"];
    /** The name of who invites; null: whoever runs this deployment. */
    readonly invitedBy: string | null;
    /** Their public id; left out: the same. */
    readonly by?: string;
  },
): Promise<Invited> {
  const { email, name, role, invitedBy, by } = person;
  const token = deps.randomness.token(32);
  const until = new Date(deps.clock.now().getTime() + INVITATION_DAYS * 86_400_000);
  const became = await deps.invitations.invite(
    { id: publicId("usr", deps.randomness.token(15)), email, name, role },
    { tokenHash: deps.digest.sha256(token), until, invitedBy },
    {
      action: "person_invited",
      actorKind: by === undefined ? "holdfast" : "admin",
      actorId: by ?? null,
      object: null,
      result: "done",
      data: { role },
    },
  );
  if (became === "last_owner") throw new Error("They are the only owner. Invite another owner first.");
  return { link: became === "invited" ? new URL(routes.invite(token), deps.appOrigin).href : null, until };
}
