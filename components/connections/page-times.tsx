import { translator } from "../../lib/views/texts/translate";
import { clockWords, type Moment, zoneWords } from "../../lib/views/time-words";
import { PageFoot } from "../ui/page";

/** In which zone and as of when this page speaks, and how to have it newer: `href` is the page itself. */
export function PageTimes({ moment, href = "?" }: { readonly moment: Moment; readonly href?: string }) {
  const t = translator();
  return (
    <PageFoot>
      <span>{t("page.times", { zone: zoneWords(moment.zone, moment.now) })}</span>
      <span>{t("page.as_of", { time: clockWords(moment.now, moment.zone) })}</span>
      <a href={href} className="inline-flex items-center touch:min-h-11">
        {t("page.refresh")}
      </a>
    </PageFoot>
  );
}
