import type { Metadata } from "next";
import { Frame } from "@/components/shell/frame";
import { Missing } from "@/components/shell/missing";
import { translator } from "@/lib/views/texts/translate";
import { maybeViewer } from "@/lib/web/loaders";

export const generateMetadata = (): Metadata => ({ title: translator()("missing.title") });

/** An address that no page of ours has. */
export default async function NotFound() {
  const viewer = await maybeViewer();
  return (
    <Frame viewer={viewer} trial={viewer?.trial ?? false}>
      <Missing what="address" />
    </Frame>
  );
}
