import type { DiagnosisReport } from "../connections/diagnosis/report";

/** The newest diagnosis of each connection. Times are counted by the database's clock. */
export type DiagnosisStore = {
  /** Takes the turn for one diagnosis; nobody else gets one for so long. false: it is not free yet, or not theirs. */
  readonly begin: (ownerId: string, id: string, everyMs: number) => Promise<boolean>;
  readonly keep: (id: string, report: DiagnosisReport) => Promise<void>;
  /** @returns the newest report and for how long it has been the turn's; nulls: there was none */
  readonly latest: (id: string) => Promise<{ readonly report: DiagnosisReport | null; readonly beganMs: number | null }>;
};
