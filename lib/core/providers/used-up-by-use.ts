import type { ProviderDefinition } from "./definition";

/**
 * Whether a refresh token may be worthless once it was used, or its second use be taken for theft. What is not known counts as
 * used up.
 */
export const usedUpByUse = (definition: Pick<ProviderDefinition, "rotation"> | null): boolean =>
  definition?.rotation.kind !== "none" && definition?.rotation.kind !== "static";
