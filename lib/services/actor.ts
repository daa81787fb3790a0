import type { Role } from "../core/roles";

/** Who asks. Every service that touches a seller's data scopes its queries by `userId`. Public ids. */
export type Actor = { readonly userId: string; readonly sessionId: string; readonly role: Role };
