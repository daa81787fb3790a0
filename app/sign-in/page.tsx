import type { Metadata } from "next";
import { Frame } from "@/components/shell/frame";
import { SignIn } from "@/components/sign-in/sign-in";
import { translator } from "@/lib/views/texts/translate";
import { loadSignIn, maybeViewer, takeFlash } from "@/lib/web/loaders";
import type { SearchParamsSent } from "@/lib/web/search-params";

export const generateMetadata = (): Metadata => ({ title: translator()("signin.title") });

type Props = { readonly searchParams: Promise<SearchParamsSent> };

/** Who are you? Somebody who is signed in may come back here to become somebody else. */
export default async function SignInPage({ searchParams }: Props) {
  const [view, viewer, flash] = await Promise.all([loadSignIn(searchParams), maybeViewer(), takeFlash()]);
  return (
    <Frame viewer={viewer} trial={view.trial} flash={flash}>
      <SignIn {...view} />
    </Frame>
  );
}
