import type { HttpFailure } from "../../core/ports/http";

/** Why there is no connection. No byte of a request has left. `why` names no address, only its kind. */
export type DialFailure = {
  readonly reason: Extract<HttpFailure["reason"], "refused_by_guard" | "dns" | "connect" | "tls" | "timeout">;
  readonly why: string;
};
