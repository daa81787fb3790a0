import type { DiagnosisStep, DiagnosisStepName, STEP_WHYS, StepResult } from "./report";

/** One step as it ended. Only whys of this step and this result are accepted, so that each has its sentence. */
export const step = <N extends DiagnosisStepName, R extends StepResult>(
  name: N,
  result: R,
  why: (typeof STEP_WHYS)[N][R] extends readonly (infer W)[] ? W : never,
  values: DiagnosisStep["values"] = {},
  at: Date | null = null,
  permissions: readonly string[] = [],
): DiagnosisStep => ({ name, result, why: String(why), values, at: at?.toISOString() ?? null, permissions });
