import type { Quirks } from "./quirks";
import { stubhubQuirks } from "./stubhub";

/** Every look-alike there is. Adding one is one file and one line here. */
export const LOOKALIKES: readonly Quirks[] = [stubhubQuirks];
