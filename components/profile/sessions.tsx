import type { SessionView } from "../../lib/views/person";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { Button } from "../ui/button";
import { Panel, Section } from "../ui/panel";
import { SessionRow } from "./session-row";

/** Everywhere this person is signed in: this device first, then the others. */
export function Sessions({ sessions, moment }: { readonly sessions: readonly SessionView[]; readonly moment: Moment }) {
  const t = translator();
  const inOrder = [...sessions].sort((a, b) => Number(b.isThis) - Number(a.isThis) || b.lastSeenAt.localeCompare(a.lastSeenAt));
  const hasOthers = sessions.some(({ isThis }) => !isThis);
  return (
    <Section title={t("profile.sessions")} count={sessions.length}>
      <Panel as="ul">
        {inOrder.map((session) => (
          <SessionRow key={session.id} session={session} moment={moment} />
        ))}
      </Panel>
      {hasOthers ? (
        <div className="mt-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
          <p className="min-w-0 flex-[1_1_16rem] text-muted">{t("profile.sessions_help")}</p>
          <form method="post" action={routes.api.endOtherSessions} className="max-md:w-full">
            <Button variant="end" wide="phone">
              {t("profile.others")}
            </Button>
          </form>
        </div>
      ) : (
        <p className="mt-4 text-muted">{t("profile.only_this")}</p>
      )}
    </Section>
  );
}
