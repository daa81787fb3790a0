import type { Metadata } from "next";
import { Help } from "@/components/help/help";
import { Frame } from "@/components/shell/frame";
import { translator } from "@/lib/views/texts/translate";
import { loadSignIn, maybeViewer } from "@/lib/web/loaders";

export const generateMetadata = (): Metadata => ({ title: translator()("help.title") });

/** Plain words for everybody, signed in or not. */
export default async function HelpPage() {
  const [viewer, { trial }] = await Promise.all([maybeViewer(), loadSignIn({})]);
  return (
    <Frame viewer={viewer} trial={trial}>
      <Help isSignedIn={viewer !== null} />
    </Frame>
  );
}
