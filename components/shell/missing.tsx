import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { LinkButton } from "../ui/button";
import { Result } from "../ui/result";

/**
 * The same words for what does not exist and for what belongs to someone else.
 *
 * @param what an address that no page has, or a page that found nothing; only the markup tells them apart
 */
export function Missing({ what = "page" }: { readonly what?: "page" | "address" }) {
  const t = translator();
  return (
    <Result icon="search" tone="idle" title={t("missing.title")} body={t("missing.body")}>
      <div className="mt-6" data-missing={what}>
        <LinkButton href={routes.connections} variant="main" size="big" wide="phone">
          {t("missing.go")}
        </LinkButton>
      </div>
    </Result>
  );
}
