import type { Metadata } from "next";
import { Frame } from "@/components/shell/frame";
import { LeaveForService } from "@/components/sign-in/leave-for-service";
import { translator } from "@/lib/views/texts/translate";
import { loadServiceLeave } from "@/lib/web/door-loaders";
import { loadSignIn } from "@/lib/web/loaders";

export const generateMetadata = (): Metadata => ({ title: translator()("signin.title"), referrer: "no-referrer" });

/** On the way to the sign-in service. */
export default async function LeaveForServicePage() {
  const [view, { trial }] = await Promise.all([loadServiceLeave(), loadSignIn({})]);
  return (
    <Frame viewer={null} trial={trial}>
      <LeaveForService {...view} />
    </Frame>
  );
}
