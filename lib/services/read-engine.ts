import { type EngineState, engineState } from "../core/connections/engine-state";
import type { Dependencies } from "./dependencies";

/** Whether anybody keeps connections fresh. `dueAt`: since when the latest renewal waits, where they are late. */
export type EngineReport = {
  readonly state: EngineState;
  readonly dueAt: Date | null;
  /** Milliseconds since any process said that it lives; null: there is none. */
  readonly seenMsAgo: number | null;
  /** `unwritable`: this process cannot keep answers, so it renews nothing. */
  readonly journal: "ok" | "unwritable";
};

/** @throws when the database does not answer */
export async function readEngine(deps: Pick<Dependencies, "engine" | "journal">): Promise<EngineReport> {
  const reading = await deps.engine.read();
  const state = engineState(reading);
  return {
    state,
    dueAt: state === "ok" ? null : (reading.latest?.dueAt ?? null),
    seenMsAgo: reading.seenMsAgo,
    journal: deps.journal.isUsable() ? "ok" : "unwritable",
  };
}
