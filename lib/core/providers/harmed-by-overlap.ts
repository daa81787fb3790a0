import type { ProviderDefinition } from "./definition";
import { usedUpByUse } from "./used-up-by-use";

/**
 * Whether asking again while the provider may still work on the first request can cost the permission: of two
 * requests with one single-use token the one that is worked on last is taken for theft (RFC 9700 §4.14.2).
 */
export const harmedByOverlap = (definition: Pick<ProviderDefinition, "rotation"> | null): boolean =>
  usedUpByUse(definition) && (definition?.rotation.graceSeconds ?? 0) === 0;
