import type { Metadata } from "next";
import { Setup } from "@/components/setup/setup";
import { Frame } from "@/components/shell/frame";
import { Missing } from "@/components/shell/missing";
import { translator } from "@/lib/views/texts/translate";
import { loadSetup } from "@/lib/web/door-loaders";
import { maybeViewer, takeFlash } from "@/lib/web/loaders";

/** The title of a page that may not exist must not say that it does. */
export async function generateMetadata(): Promise<Metadata> {
  const t = translator();
  return { title: (await loadSetup()) ? t("setup.title") : t("missing.title") };
}

/** The first run, while there is nobody. Afterwards an address of nothing, for everybody. */
export default async function SetupPage() {
  const [view, viewer, flash] = await Promise.all([loadSetup(), maybeViewer(), takeFlash()]);
  return (
    <Frame viewer={viewer} trial={viewer?.trial ?? false} flash={flash}>
      {view ? <Setup {...view} /> : <Missing />}
    </Frame>
  );
}
