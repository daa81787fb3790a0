import type { Clock } from "../../core/ports/system";
import type { Result } from "../../core/result";

type Limits = {
  /** How long an answer is taken as it is, in milliseconds. */
  readonly freshMs: number;
  /** After a failure nobody is asked again for so long, in milliseconds; except by who insists. */
  readonly restMs: number;
  /** Most answers that are kept; the oldest goes first. */
  readonly most: number;
};

export type KeptLookups<T, E> = (key: string, look: () => Promise<Result<T, E>>, insist: boolean) => Promise<Result<T, E>>;

/**
 * Keeps what was looked up, in the memory of this process.
 *
 * An answer that is no longer fresh is asked for again, and still used when that fails. Whoever asks
 * while a look-up is under way waits for that one.
 */
export function keptLookups<T, E>({ monotonicMs }: Pick<Clock, "monotonicMs">, limits: Limits): KeptLookups<T, E> {
  const kept = new Map<string, { readonly answer: Result<T, E>; readonly atMs: number }>();
  const failed = new Map<string, { readonly answer: Result<T, E>; readonly atMs: number }>();
  const underWay = new Map<string, Promise<Result<T, E>>>();

  const keep = (where: typeof kept, key: string, answer: Result<T, E>): void => {
    where.delete(key);
    const [oldest] = where.keys();
    if (where.size >= limits.most && oldest !== undefined) where.delete(oldest);
    where.set(key, { answer, atMs: monotonicMs() });
  };

  return async (key, look, insist) => {
    const known = kept.get(key);
    if (known && monotonicMs() - known.atMs < limits.freshMs) return known.answer;
    const failure = failed.get(key);
    if (failure && !insist && monotonicMs() - failure.atMs < limits.restMs) return known?.answer ?? failure.answer;

    const running =
      underWay.get(key) ??
      look().finally(() => {
        underWay.delete(key);
      });
    underWay.set(key, running);
    const answer = await running;
    keep(answer.ok ? kept : failed, key, answer);
    if (answer.ok) failed.delete(key);
    return answer.ok ? answer : (known?.answer ?? answer);
  };
}
