import { deviceName } from "../../lib/views/device-name";
import type { SessionView } from "../../lib/views/person";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { dayTimeWords, type Moment } from "../../lib/views/time-words";
import { Tag } from "../ui/badge";
import { Button } from "../ui/button";
import { Sentence } from "../ui/sentence";
import { Time } from "../ui/time";

/** One place where this person is signed in, with the way to end it. */
export function SessionRow({ session, moment }: { readonly session: SessionView; readonly moment: Moment }) {
  const t = translator();
  const { id, isThis, signedInAt, lastSeenAt } = session;
  const device = deviceName(session.device);
  const when = dayTimeWords(new Date(signedInAt), moment);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 px-4 py-4 not-first:border-t not-first:border-line md:px-6">
      <div className="min-w-0 flex-[1_1_16rem]">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-md wrap-anywhere">
          <span className="font-semibold tracking-snug">
            <bdi>{device}</bdi>
          </span>
          {isThis ? <Tag>{t("profile.this")}</Tag> : null}
        </p>
        <p className="mt-0.5 text-sm text-muted">
          <Sentence text="profile.signed_in" nodes={{ when: <Time at={signedInAt} moment={moment} as="day-time" /> }} />
          {isThis ? null : (
            <>
              {" · "}
              <Sentence text="profile.seen" nodes={{ when: <Time at={lastSeenAt} moment={moment} as="relative" /> }} />
            </>
          )}
        </p>
      </div>
      <form method="post" action={isThis ? routes.api.signOut : routes.api.endSession(id)} className="max-md:w-full">
        {isThis ? (
          <Button size="small" wide="phone">
            {t("profile.sign_out_here")}
          </Button>
        ) : (
          <Button size="small" wide="phone" aria-label={t("profile.sign_out_name", { device, when })}>
            {t("profile.sign_out")}
          </Button>
        )}
      </form>
    </li>
  );
}
