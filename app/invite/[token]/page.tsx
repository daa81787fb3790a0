import type { Metadata } from "next";
import { Frame } from "@/components/shell/frame";
import { Invitation } from "@/components/sign-in/invitation";
import { InvitationGone } from "@/components/sign-in/invitation-gone";
import { translator } from "@/lib/views/texts/translate";
import { loadInvitation } from "@/lib/web/door-loaders";
import { loadSignIn, maybeViewer } from "@/lib/web/loaders";
import { shownZone } from "@/lib/web/shown-zone";

// The address holds the link's secret: no other site is told it.
export const generateMetadata = (): Metadata => ({ title: translator()("invite.title"), referrer: "same-origin" });

type Props = { readonly params: Promise<{ readonly token: string }> };

/** What an invitation's link opens: two buttons, so that opening alone does not use the link up. */
export default async function InvitationPage({ params }: Props) {
  const [{ trial }, viewer, { token }] = await Promise.all([loadSignIn({}), maybeViewer(), params]);
  const invitation = await loadInvitation(token);
  const zone = viewer?.timeZone ?? (await shownZone(null));
  return (
    <Frame viewer={viewer} trial={trial}>
      {invitation && !invitation.isOver ? (
        <Invitation invitation={invitation} viewerName={viewer?.name ?? null} moment={{ now: new Date(), zone }} />
      ) : (
        <InvitationGone isOver={invitation !== null} />
      )}
    </Frame>
  );
}
