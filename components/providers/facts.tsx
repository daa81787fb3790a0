import type { FactView, ProviderPageView } from "../../lib/views/providers";
import { translator } from "../../lib/views/texts/translate";
import { More } from "../ui/more";
import { Part } from "./part";
import { TECHNICAL_NAMES } from "./technical-names";

/** A word of ours begins with @ and stands in the catalogue; everything else is shown as it is. */
const wordsOf = ({ value }: FactView): string =>
  value.startsWith("@") ? translator()(`admin.provider.${value.slice(1)}`) : value;

const technicalName = ({ text }: FactView): string | undefined => TECHNICAL_NAMES[text.split(".").at(-1) ?? ""];

/** How a provider is spoken to, for whoever compares it with a manual. Nobody changes it here. */
export function Facts({ view, children }: { readonly view: ProviderPageView; readonly children?: React.ReactNode }) {
  const t = translator();
  return (
    <Part
      id="advanced"
      number={6}
      title={t("admin.provider.advanced")}
      lead={t(view.custom === null ? "admin.provider.advanced_lead" : "admin.provider.advanced_own")}
    >
      <More summary={t("admin.provider.advanced_show")} open={view.custom !== null}>
        <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-6 gap-y-1.5 text-sm max-md:grid-cols-1">
          {view.facts.map((fact) => (
            <div key={fact.text} className="contents">
              <dt className="text-muted max-md:mt-1">
                {t(fact.text)} <span className="font-mono text-xs text-faint">{technicalName(fact)}</span>
              </dt>
              <dd
                className={fact.isAddress ? "font-mono text-xs leading-5 wrap-anywhere" : ""}
                dir={fact.isAddress ? "ltr" : undefined}
              >
                {wordsOf(fact)}
              </dd>
            </div>
          ))}
        </dl>
      </More>
      {children}
    </Part>
  );
}
