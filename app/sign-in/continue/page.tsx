import type { Metadata } from "next";
import { Frame } from "@/components/shell/frame";
import { Continue, type MailedLink } from "@/components/sign-in/continue";
import { translator } from "@/lib/views/texts/translate";
import { loadSignIn } from "@/lib/web/loaders";
import { one, type SearchParamsSent } from "@/lib/web/search-params";

// The address holds the link's secret: no other site is told it.
export const metadata: Metadata = { title: translator()("signin.continue.title"), referrer: "same-origin" };

type Props = { readonly searchParams: Promise<SearchParamsSent> };

function linkOf(sent: SearchParamsSent): MailedLink | null {
  const token = one(sent, "token");
  const email = one(sent, "email");
  return token === null || email === null ? null : { token, email, returnTo: one(sent, "returnTo") };
}

/** What a mailed link opens: a button, so that opening alone does not use the link up. */
export default async function ContinuePage({ searchParams }: Props) {
  const [{ trial }, sent] = await Promise.all([loadSignIn({}), searchParams]);
  return (
    <Frame viewer={null} trial={trial}>
      <Continue link={linkOf(sent)} />
    </Frame>
  );
}
