import { createHash } from "node:crypto";
import { writeKey } from "@/lib/core/api-keys";
import type { TestDatabase } from "./postgres";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("base64url");

type PlantedKey = {
  readonly name: string;
  readonly may?: "status" | "access";
  /** Public ids; left out: all. */
  readonly connections?: readonly string[];
  /** SQL that changes the row. */
  readonly change?: string;
};

/** The key of this name, as its owner would have copied it. */
export const keyNamed = (name: string): string => writeKey(sha256(`key ${name}`), sha256);

/** Writes a key down as if it had been made. @returns its public id */
export async function plantKey(
  database: TestDatabase,
  ownerId: string,
  { name, may = "access", connections, change }: PlantedKey,
): Promise<string> {
  const key = keyNamed(name);
  const id = `key_${sha256(name).slice(0, 20)}`;
  await database.query(
    `insert into api_key (public_id, owner_id, name, key_hash, last_four, may, all_of_them, days, expires_at)
     select $1, id, $2, $3, $4, $5, $6, 90, now() + interval '90 days' from app_user where public_id = $7`,
    [id, name, sha256(key), key.slice(-4), may, connections === undefined, ownerId],
  );
  await database.query(
    `insert into api_key_connection (key_id, connection_id)
     select k.id, c.id from api_key k, connection c where k.public_id = $1 and c.public_id = any($2)`,
    [id, connections ?? []],
  );
  if (change) await database.query(`update api_key set ${change} where public_id = $1`, [id]);
  return id;
}
