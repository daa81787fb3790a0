import type { PageLanguage } from "@/lib/core/language";
import { requestLanguage, withLanguage } from "@/lib/runtime/request-language";
import { tellLanguageBy } from "@/lib/views/language";

/** Does something as if it were asked for by a reader of a language. */
export function inLanguage<T>(language: PageLanguage, run: () => T): T {
  tellLanguageBy(requestLanguage);
  return withLanguage(language, run);
}
