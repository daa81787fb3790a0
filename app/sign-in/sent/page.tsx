import type { Metadata } from "next";
import { Frame } from "@/components/shell/frame";
import { Sent } from "@/components/sign-in/sent";
import { translator } from "@/lib/views/texts/translate";
import { loadSignIn, maybeViewer } from "@/lib/web/loaders";

export const generateMetadata = (): Metadata => ({ title: translator()("signin.sent.title") });

/** The same answer for every address. */
export default async function SentPage() {
  const [{ trial }, viewer] = await Promise.all([loadSignIn({}), maybeViewer()]);
  return (
    <Frame viewer={viewer} trial={trial}>
      <Sent trial={trial} />
    </Frame>
  );
}
