import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Area } from "./header";
import { LanguageSwitch } from "./language-switch";

/** One quiet line below everything. */
export function Footer({ area }: { readonly area: Area }) {
  const t = translator();
  return (
    <footer className="border-t border-line text-sm text-faint">
      <div
        className={`${area === "admin" ? "max-w-admin" : "max-w-seller"} mx-auto flex flex-wrap items-center justify-between gap-x-6 gap-y-1 px-4 py-4 md:px-6`}
      >
        <p>{t("foot.line")}</p>
        <div className="flex flex-wrap items-center gap-x-6 gap-y-1 max-md:-ms-2">
          {area === "admin" ? null : <LanguageSwitch />}
          <a href={`${routes.help}#store`} className="inline-flex items-center text-faint max-md:ms-2 touch:min-h-11">
            {t("foot.store")}
          </a>
        </div>
      </div>
    </footer>
  );
}
