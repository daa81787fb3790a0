import { isVictim } from "./conflict";

const MOST_TRIES = 4;

/**
 * Runs a transaction again when the server ended it for another's sake (a deadlock or a serialization failure, SQLSTATE 40P01
 * and 40001): then nothing of it is written. For writes that hold the only copy of something; renewals have their journal.
 *
 * @param transact the whole transaction, safe to repeat @throws what it throws otherwise, and the last of such errors
 */
export async function outlastConflict<T>(transact: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await transact();
    } catch (error) {
      if (tries === MOST_TRIES || !isVictim(error)) throw error;
    }
  }
}
