import { writeFileSync } from "node:fs";
import path from "node:path";
import { CATALOGUE } from "@/lib/core/providers/catalogue";
import { providerGuide } from "./guide";

/** `npm run docs` */
writeFileSync(path.join(import.meta.dirname, "../../../docs/providers.md"), providerGuide(CATALOGUE));
