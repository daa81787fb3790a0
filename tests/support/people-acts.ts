import type { Role } from "@/lib/core/roles";
import type { Actor } from "@/lib/services/contract";
import type { House } from "./house";

/** What admins do to people, and what is written of them. */
export function peopleActs(houseOf: () => House) {
  const emailOf = async ({ userId }: Actor): Promise<string> => {
    const [row] = await houseOf().database.query("select email from app_user where public_id = $1", [userId]);
    return String(row?.["email"]);
  };
  return {
    emailOf,
    roleOf: async ({ userId }: Actor) => {
      const [row] = await houseOf().database.query(
        "select role::text, disabled_at is not null as out from app_user where public_id = $1",
        [userId],
      );
      return row;
    },
    changeRole: (by: Actor, whom: Actor, role: Role) => houseOf().services.changeRole(by, { id: whom.userId, role }),
    deactivate: async (by: Actor, whom: Actor, how: "disconnect" | "pause" | "hand_over" = "pause", heir = "") =>
      houseOf().services.deactivatePerson(by, { id: whom.userId, how, heir, typed: await emailOf(whom) }),
    audited: (action: string, { userId }: Actor) =>
      houseOf().database.query(
        "select actor_id, result, data->>'code' as code from audit_event where action = $1 and object = $2 order by id",
        [action, userId],
      ),
  };
}
