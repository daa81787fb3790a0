import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import { runtime } from "../runtime/current";

const PATIENCE_MS = 2000;

/** Whether the database answers a question in time. The question finds nobody. */
export async function checkHealth(): Promise<boolean> {
  const { people, logger } = runtime();
  const given = new AbortController();
  const asked = people.sessionByTokenHash("health").then(
    () => true,
    (error: unknown) => {
      logger.warn("health.database", { error: error instanceof Error ? error.name : typeof error });
      return false;
    },
  );
  const late = wait(PATIENCE_MS, false, { signal: given.signal }).catch(() => false);
  const answer = await Promise.race([asked, late]);
  given.abort();
  return answer;
}
