import { publicId } from "../core/ids";
import type { AccountRepository } from "../core/ports/people";
import type { Randomness } from "../core/ports/system";

/** Made-up people of a trial. Their addresses end in a name that can never be somebody's. */
const PEOPLE = [
  { name: "Jane Miller", email: "jane@shop.test", role: "seller" },
  { name: "Omar Haddad", email: "omar@shop.test", role: "seller" },
  { name: "Ada Admin", email: "ada@shop.test", role: "owner" },
] as const;

/** Makes the demo people where they are missing. */
export async function ensureDemoPeople(accounts: AccountRepository, randomness: Randomness): Promise<void> {
  for (const person of PEOPLE) await accounts.ensureDemoPerson({ ...person, id: publicId("usr", randomness.token(15)) });
}
