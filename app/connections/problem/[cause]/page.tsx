import type { Metadata } from "next";
import { ProblemPage } from "@/components/connections/problem-page";
import { Frame } from "@/components/shell/frame";
import { causeOf } from "@/lib/views/failure-cause";
import { translator } from "@/lib/views/texts/translate";
import { maybeViewer } from "@/lib/web/loaders";

export const generateMetadata = (): Metadata => ({ title: translator()("result.happened") });

/** Back from a marketplace, but not from an attempt of this browser. Strangers may see it: they may have been signed out meanwhile. */
export default async function AttemptProblemPage({ params }: { readonly params: Promise<{ readonly cause: string }> }) {
  const [{ cause }, viewer] = await Promise.all([params, maybeViewer()]);
  return (
    <Frame viewer={viewer} trial={viewer?.trial ?? false}>
      <ProblemPage cause={causeOf(cause)} />
    </Frame>
  );
}
