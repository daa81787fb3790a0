import { OFFERED, readersLanguage } from "../../lib/views/language";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { ReturnHere } from "../islands/return-here";

/** The languages, each under the name that its readers know: whoever cannot read a page finds theirs. */
export function LanguageSwitch() {
  const current = readersLanguage();
  return (
    <form
      method="post"
      action={routes.api.language}
      aria-label={translator()("foot.languages")}
      className="flex flex-wrap gap-x-1"
    >
      <ReturnHere />
      {OFFERED.map(({ language, name }) => (
        <button
          key={language}
          type="submit"
          name="language"
          value={language}
          lang={language}
          aria-current={language === current ? "true" : undefined}
          className="inline-flex min-h-8 items-center rounded-sm px-2 text-faint underline decoration-1 underline-offset-3 hover:text-ink aria-[current]:font-medium aria-[current]:text-muted aria-[current]:no-underline touch:min-h-11"
        >
          {name}
        </button>
      ))}
    </form>
  );
}
