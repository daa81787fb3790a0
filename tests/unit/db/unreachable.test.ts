import { expect, it } from "vitest";
import { unreachable } from "@/lib/adapters/db/unreachable";

const URL_WITH_SECRET = "postgresql://jane:s3cr3t-word@db.example:5433/hold%20fast";

it.each([
  ["ECONNREFUSED", "DATABASE_URL: no PostgreSQL answers at db.example:5433 (ECONNREFUSED). Start it, or correct the address."],
  ["28P01", "DATABASE_URL: the server at db.example:5433 refuses this user or password."],
  ["3D000", 'DATABASE_URL: the server at db.example:5433 has no database called "hold fast". Create it, empty.'],
  [undefined, "DATABASE_URL: no PostgreSQL answers at db.example:5433. Start it, or correct the address."],
])("a database that cannot be opened (%s) is told in words, without user and password", (code, words) => {
  const { message } = unreachable(URL_WITH_SECRET, { code });
  expect(message).toBe(words);
  expect(message).not.toMatch(/jane|s3cr3t/);
});
