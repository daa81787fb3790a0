import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import type { EngineState } from "../core/connections/engine-state";
import { runtime } from "../runtime/current";

const PATIENCE_MS = 2000;

/**
 * Whether the database answers a question in time, which is whether anybody keeps connections fresh,
 * and whether this process can keep the answers of marketplaces.
 *
 * @returns null when it does not answer
 */
export async function checkHealth(): Promise<{ readonly engine: EngineState; readonly journal: "ok" | "unwritable" } | null> {
  const { services, logger } = runtime();
  const given = new AbortController();
  const asked = services.readEngine().then(
    ({ state, journal }) => ({ engine: state, journal }),
    (error: unknown) => {
      logger.warn("health.database", { error: error instanceof Error ? error.name : typeof error });
      return null;
    },
  );
  const late = wait(PATIENCE_MS, null, { signal: given.signal }).catch(() => null);
  const answer = await Promise.race([asked, late]);
  given.abort();
  return answer;
}
