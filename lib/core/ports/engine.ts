import type { EngineReading } from "../connections/engine-state";

/** A process that keeps connections fresh. */
export type EngineProcess = {
  readonly id: string;
  readonly kind: "server" | "worker";
  readonly host: string;
  readonly version: string;
};

export type EngineRecords = {
  /** Says that this process lives. */
  readonly beat: (process: EngineProcess) => Promise<void>;
  /** Says that it has ended. */
  readonly leave: (id: string) => Promise<void>;
  /** Forgets those that ended without a word a day ago. */
  readonly forgetSilent: () => Promise<void>;
  /** What rests because a provider or our own credentials make it is nobody's delay here. */
  readonly read: () => Promise<EngineReading>;
};
