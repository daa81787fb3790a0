/** Whether somebody keeps connections fresh, by the database's clock. */
export type EngineReading = {
  /** Milliseconds since any process said that it lives; null: there is none. */
  readonly seenMsAgo: number | null;
  /** The renewal that is latest, measured by the lifetime of what it renews; null: nothing is due that could be taken. */
  readonly latest: { readonly dueAt: Date; readonly lateMs: number; readonly lifetimeMs: number } | null;
};

/**
 * Whether connections are kept fresh. `missing`: no process does it. `late`: somebody does or does not,
 * and renewals wait for longer than they should.
 */
export type EngineState = "ok" | "late" | "missing";

/** An engine says every few seconds that it lives. */
const SILENT_MS = 60_000;
/** A renewal is due after at most 85 % of a lifetime: another tenth, and the end is near. */
const LATE_SHARE = 0.1;
/** A lifetime of seconds is for trying things out, and a look every second is no standstill. */
const LEAST_LATE_MS = 15_000;

/** The dead man's switch of what keeps connections fresh (`reliability.md` 5, line 27). */
export function engineState({ seenMsAgo, latest }: EngineReading): EngineState {
  if (seenMsAgo === null || seenMsAgo > SILENT_MS) return "missing";
  const isLate = latest !== null && latest.lateMs > Math.max(LEAST_LATE_MS, latest.lifetimeMs * LATE_SHARE);
  return isLate ? "late" : "ok";
}
