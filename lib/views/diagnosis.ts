import type { DiagnosisCall, DiagnosisStep, LastRenewal, Verdict } from "../core/connections/diagnosis/report";
import type { ConnectionView, ScopeView } from "./connection";

/** One step with what its sentence, `diagnose.<name>.<why>`, needs. */
export type DiagnosisStepView = Omit<DiagnosisStep, "permissions"> & { readonly permissions: readonly ScopeView[] };

/** What a look showed. No value of a header, no query and no body is part of it. */
export type DiagnosisReportView = {
  readonly at: string;
  readonly reference: string;
  /** The connection has moved since, or it was long ago: the verdict is about then. */
  readonly isOver: boolean;
  readonly steps: readonly DiagnosisStepView[];
  readonly verdict: Verdict;
  readonly calls: readonly DiagnosisCall[];
  /** Newest first. */
  readonly renewals: readonly LastRenewal[];
};

export type DiagnosisView = ConnectionView & {
  /** A connection that has ended is not looked at. */
  readonly canAsk: boolean;
  /** Seconds until it can be asked again; 0: now. */
  readonly waitSeconds: number;
  /** null: nobody has asked yet. */
  readonly report: DiagnosisReportView | null;
};
