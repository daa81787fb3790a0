/**
 * The outcome of an operation that can fail in ways its caller must handle.
 *
 * Plain data, so that it can cross a route handler, a queue or a log unchanged. Exceptions are kept
 * for what nobody is expected to handle: a broken invariant or a lost database.
 */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value });
export const err = <const E>(error: E): Result<never, E> => ({ ok: false, error });
