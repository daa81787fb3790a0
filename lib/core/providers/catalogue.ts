import type { ProviderDefinition } from "./definition";
import { stubhub } from "./stubhub";

/** Every provider Holdfast ships. Adding one is one file and one line here. */
export const CATALOGUE: readonly ProviderDefinition[] = [stubhub];
