import type { Failure } from "../core/errors";
import type { Result } from "../core/result";

/** How a refresh ended: the generation that is stored now, or why there is no newer one. */
export type Refreshed = Result<{ readonly generation: number }, Failure>;
