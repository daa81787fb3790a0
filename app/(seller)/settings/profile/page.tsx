import type { Metadata } from "next";
import { Profile } from "@/components/profile/profile";
import { translator } from "@/lib/views/texts/translate";
import { loadProfile } from "@/lib/web/loaders";

export const generateMetadata = (): Metadata => ({ title: translator()("profile.title") });

/** A person's own settings and where they are signed in. */
export default async function ProfilePage() {
  const profile = await loadProfile();
  return <Profile profile={profile} moment={{ now: new Date(), zone: profile.viewer.timeZone }} />;
}
