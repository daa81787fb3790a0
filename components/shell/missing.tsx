import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { LinkButton } from "../ui/button";
import { Result } from "../ui/result";

/** The same words for what does not exist and for what belongs to someone else. */
export function Missing() {
  const t = translator();
  return (
    <Result icon="search" tone="idle" title={t("missing.title")} body={t("missing.body")}>
      <div className="mt-6">
        <LinkButton href={routes.connections} variant="main" size="big" wide="phone">
          {t("missing.go")}
        </LinkButton>
      </div>
    </Result>
  );
}
