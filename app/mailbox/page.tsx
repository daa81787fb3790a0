import type { Metadata } from "next";
import { Mailbox } from "@/components/mailbox/mailbox";
import { Frame } from "@/components/shell/frame";
import { Missing } from "@/components/shell/missing";
import { translator } from "@/lib/views/texts/translate";
import { loadMailbox, maybeViewer } from "@/lib/web/loaders";
import { shownZone } from "@/lib/web/shown-zone";

export const generateMetadata = (): Metadata => ({ title: translator()("mailbox.title") });

/** Trial only: what would have been mailed. */
export default async function MailboxPage() {
  const [mailbox, viewer] = await Promise.all([loadMailbox(), maybeViewer()]);
  const zone = viewer?.timeZone ?? (await shownZone(null));
  return (
    <Frame viewer={viewer} trial={mailbox !== null}>
      {mailbox ? <Mailbox mailbox={mailbox} moment={{ now: new Date(), zone }} /> : <Missing />}
    </Frame>
  );
}
