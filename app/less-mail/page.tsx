import type { Metadata } from "next";
import { LessMail } from "@/components/notices/less-mail";
import { Frame } from "@/components/shell/frame";
import { Missing } from "@/components/shell/missing";
import { translator } from "@/lib/views/texts/translate";
import { loadLessMail, maybeViewer } from "@/lib/web/loaders";
import type { SearchParams } from "@/lib/web/search-params";

export const generateMetadata = (): Metadata => ({ title: translator()("less_mail.title"), robots: { index: false } });

/** Where a link in a mail leads: whoever has it may turn that kind of mail off, and nothing else. */
export default async function LessMailPage({ searchParams }: { readonly searchParams: SearchParams }) {
  const [view, viewer] = await Promise.all([loadLessMail(searchParams), maybeViewer()]);
  return (
    <Frame viewer={viewer} trial={viewer?.trial ?? false}>
      {view ? <LessMail view={view} /> : <Missing />}
    </Frame>
  );
}
