import type { Metadata } from "next";
import { Frame } from "@/components/shell/frame";
import { LinkButton } from "@/components/ui/button";
import { Result } from "@/components/ui/result";
import { routes } from "@/lib/views/routes";
import { translator } from "@/lib/views/texts/translate";
import { maybeViewer } from "@/lib/web/loaders";

export const metadata: Metadata = { title: translator()("missing.title") };

/** The same answer for what does not exist and for what belongs to someone else. */
export default async function NotFound() {
  const t = translator();
  const viewer = await maybeViewer();
  return (
    <Frame viewer={viewer} trial={viewer?.trial ?? false}>
      <Result icon="search" tone="idle" title={t("missing.title")} body={t("missing.body")}>
        <div className="mt-6">
          <LinkButton href={routes.connections} variant="main" size="big" wide="phone">
            {t("missing.go")}
          </LinkButton>
        </div>
      </Result>
    </Frame>
  );
}
