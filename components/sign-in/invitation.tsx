import { kindOf, type Role } from "../../lib/core/roles";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import type { InvitationView } from "../../lib/views/ways-in";
import { Button, Buttons } from "../ui/button";
import { Icon } from "../ui/icon";
import { Note } from "../ui/notice";
import { Panel } from "../ui/panel";
import { Sentence } from "../ui/sentence";
import { Time } from "../ui/time";
import { Door } from "./door";

const CAN = {
  seller: ["seller.connect", "seller.see", "seller.end"],
  viewer: ["admin.see", "admin.find", "admin.own"],
  admin: ["admin.see", "admin.find", "admin.change", "admin.own"],
  owner: ["admin.see", "admin.find", "admin.change", "owner.people", "admin.own"],
} as const satisfies Record<Role, readonly string[]>;

/** Who invites, as what, and what it allows. */
function What({ invitation }: { readonly invitation: InvitationView }) {
  const t = translator();
  const kind = kindOf(invitation.role);
  return (
    <div className="mt-6">
      <Panel room="padded">
        <h2 className="text-md font-semibold tracking-snug">{t("invite.can_title")}</h2>
        <ul className="mt-3 grid gap-2.5">
          {CAN[invitation.role].map((what) => (
            <li key={what} className="flex gap-3 text-md">
              <span className="mt-1 text-good-icon">
                <Icon name="yes" />
              </span>
              {t(`invite.can.${what}`)}
            </li>
          ))}
        </ul>
        <p className="mt-4 flex gap-3 border-t border-line pt-4 text-muted">
          <span className="mt-0.5 text-faint">
            <Icon name="shield" />
          </span>
          {t(`invite.never.${kind}`)}
        </p>
      </Panel>
    </div>
  );
}

type InvitationProps = {
  readonly invitation: InvitationView;
  /** Who is signed in here already; null: nobody. */
  readonly viewerName: string | null;
  readonly moment: Moment;
};

/** An invitation: only the buttons use its link up, so that a mail scanner cannot. */
export function Invitation({ invitation, viewerName, moment }: InvitationProps) {
  const t = translator();
  const { token, email, role, invitedBy, host, until } = invitation;
  const who = invitedBy === null ? "invite.by_house" : "invite.by";
  return (
    <Door
      title={t("invite.title")}
      lead={<Sentence text={who} values={{ role }} nodes={{ name: <b>{invitedBy}</b>, host: <b>{host}</b> }} />}
    >
      <p className="mt-3 text-muted wrap-anywhere [&_b]:text-ink">
        <Sentence text="invite.for" nodes={{ email: <b>{email}</b> }} />
      </p>
      <What invitation={invitation} />
      {viewerName === null ? null : (
        <div className="mt-4">
          <Note icon="user">{t("invite.instead", { name: viewerName })}</Note>
        </div>
      )}
      <form method="post" action={routes.api.acceptInvitation} className="mt-6">
        <input type="hidden" name="token" value={token} />
        <Buttons>
          <Button variant="main" size="big" wide="phone">
            {t("invite.accept")}
          </Button>
          <Button size="big" wide="phone" formAction={routes.api.declineInvitation}>
            {t("invite.decline")}
          </Button>
        </Buttons>
      </form>
      <p className="mt-4 text-sm text-muted">
        <Sentence text="invite.works" nodes={{ day: <Time key="until" at={until} moment={moment} as="day-time" /> }} />{" "}
        {t("invite.declining")}
      </p>
    </Door>
  );
}
