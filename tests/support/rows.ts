import type { House } from "./house";

/** The stored state of one connection, as the database has it. */
export const storedConnection = async (house: Pick<House, "database">, id: string): Promise<Readonly<Record<string, unknown>>> =>
  (
    await house.database.query(
      "select k.*, c.status, c.reauth_reason, c.revocation_result, c.broken_since from credential k join connection c on c.id = k.connection_id where c.public_id = $1",
      [id],
    )
  )[0] ?? {};

/** How its refreshes ended, newest first. */
export const refreshStates = async (house: Pick<House, "database">, id: string): Promise<readonly unknown[]> =>
  (
    await house.database.query(
      "select a.state from refresh_attempt a join connection c on c.id = a.connection_id where c.public_id = $1 order by a.id desc",
      [id],
    )
  ).map((row) => row["state"]);

/** The types of its timeline, newest first. */
export const eventTypes = async (house: Pick<House, "database">, id: string): Promise<readonly unknown[]> =>
  (
    await house.database.query(
      "select e.type from connection_event e join connection c on c.id = e.connection_id where c.public_id = $1 order by e.id desc",
      [id],
    )
  ).map((row) => row["type"]);
