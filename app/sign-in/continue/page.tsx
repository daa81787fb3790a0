import type { Metadata } from "next";
import { Frame } from "@/components/shell/frame";
import { Continue } from "@/components/sign-in/continue";
import { translator } from "@/lib/views/texts/translate";
import { loadMailedLink } from "@/lib/web/door-loaders";
import { loadSignIn } from "@/lib/web/loaders";
import type { SearchParamsSent } from "@/lib/web/search-params";

// The address holds the link's secret: no other site is told it.
export const generateMetadata = (): Metadata => ({ title: translator()("signin.continue.title"), referrer: "same-origin" });

type Props = { readonly searchParams: Promise<SearchParamsSent> };

/** What a mailed link opens: a button, so that opening alone does not use the link up. */
export default async function ContinuePage({ searchParams }: Props) {
  const [{ trial }, sent] = await Promise.all([loadSignIn({}), searchParams]);
  return (
    <Frame viewer={null} trial={trial}>
      <Continue link={await loadMailedLink(sent)} />
    </Frame>
  );
}
