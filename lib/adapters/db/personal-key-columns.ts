import type { PersonalTable } from "./personal-table";

const THEIR_KEY = "t.key_id IN (SELECT id FROM api_key WHERE owner_id = $1)";

/** Tables of the keys of a person's tools. */
export const PERSONAL_KEY_TABLES: readonly PersonalTable[] = [
  {
    name: "apiKeys",
    table: "api_key",
    whose: "t.owner_id = $1",
    columns: [
      "public_id",
      "name",
      "last_four",
      "may",
      "all_of_them",
      "days",
      "created_at",
      "expires_at",
      "replaced_at",
      "revoked_at",
      "used_at",
      "used_from",
    ],
    inside: ["id", "owner_id", "key_hash"],
  },
  {
    name: "apiKeyUses",
    table: "api_key_use",
    whose: THEIR_KEY,
    columns: ["used_at"],
    inside: ["connection_id", "key_id"],
  },
  {
    name: "apiKeyConnections",
    table: "api_key_connection",
    whose: THEIR_KEY,
    columns: [],
    inside: ["connection_id", "key_id"],
  },
];
