import type { ProfileView } from "../../lib/views/person";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { PageTimes } from "../connections/page-times";
import { SettingsNav } from "../settings/nav";
import { Page, PageHead } from "../ui/page";
import { OwnData } from "./own-data";
import { ProfileForm } from "./profile-form";
import { Sessions } from "./sessions";

/** A person's own settings. */
export function Profile({ profile, moment }: { readonly profile: ProfileView; readonly moment: Moment }) {
  return (
    <Page width="text">
      <SettingsNav at="profile" />
      <PageHead title={translator()("profile.title")} />
      <div className="mt-6">
        <ProfileForm viewer={profile.viewer} />
      </div>
      <Sessions sessions={profile.sessions} moment={moment} />
      <OwnData />
      <PageTimes moment={moment} href={routes.profile} />
    </Page>
  );
}
