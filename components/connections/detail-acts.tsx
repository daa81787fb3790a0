import type { DisplayStateName } from "../../lib/core/connections/display-state-input";
import type { ConnectionDetailView } from "../../lib/views/connection";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { DialogLink } from "../islands/dialog-link";
import { MuteButton } from "../notices/mute-button";
import { Button, LinkButton } from "../ui/button";
import { Icon } from "../ui/icon";
import { Panel } from "../ui/panel";
import { Sentence } from "../ui/sentence";
import { Time } from "../ui/time";

/** Where somebody has to sign in at the marketplace, whoever has the sign-in. */
const CAN_SHARE = new Set<DisplayStateName>(["reconnect", "ends_soon", "partial"]);
const CAN_PAUSE = new Set<DisplayStateName>(["working", "ends_soon", "partial", "trouble_on", "trouble_off"]);

function Act({
  title,
  body,
  children,
}: {
  readonly title: string;
  readonly body: React.ReactNode;
  readonly children: React.ReactNode;
}) {
  return (
    <div className="flex items-center justify-between gap-x-8 gap-y-3 px-4 py-4 not-first:border-t not-first:border-line max-md:flex-col max-md:items-stretch md:px-6">
      <div className="min-w-0 wrap-anywhere">
        <h3 className="font-semibold">{title}</h3>
        <p className="text-pretty text-muted">{body}</p>
      </div>
      <div className="flex-none md:max-w-[60%]">{children}</div>
    </div>
  );
}

type DetailActsProps = { readonly connection: ConnectionDetailView; readonly moment: Moment };

/** A link into other hands, or the way to the one that is out already. */
function Share({ connection: { id, state, provider, linkUntil }, moment }: DetailActsProps) {
  const t = translator();
  if (linkUntil !== null) {
    const body = <Sentence text="share.act_open" nodes={{ ends: <Time at={linkUntil} moment={moment} as="day-time" /> }} />;
    return (
      <Act title={t("share.title_page")} body={body}>
        <LinkButton href={routes.share(id)} wide="phone">
          <Icon name="link" />
          {t("share.see")}
        </LinkButton>
      </Act>
    );
  }
  if (!CAN_SHARE.has(state)) return null;
  return (
    <Act title={t("share.act")} body={t("share.act_body", { provider: provider.name })}>
      <form method="post" action={routes.api.makeLink(id)}>
        <Button wide="phone">
          <Icon name="link" />
          {t("share.act")}
        </Button>
      </form>
    </Act>
  );
}

/** What a seller may do to a connection besides its main action, each with what it brings about. */
export function DetailActs({ connection, moment }: DetailActsProps) {
  const t = translator();
  const { id, label, account, provider, state, permission, revocation } = connection;
  if (state === "disconnected") return null;
  const names = { account: account ?? label, provider: provider.name };
  return (
    <section className="mt-4" aria-labelledby="acts-title">
      <h2 id="acts-title" className="sr-only">
        {t("acts.title")}
      </h2>
      <Panel>
        <Share connection={connection} moment={moment} />
        {CAN_PAUSE.has(state) ? (
          <Act title={t("acts.pause")} body={t(permission.kind === "no_auto" ? "acts.pause_body_no_auto" : "acts.pause_body")}>
            <form method="post" action={routes.api.pause(id)}>
              <Button wide="phone">
                <Icon name="pause" />
                {t("acts.pause_do", { label })}
              </Button>
            </form>
          </Act>
        ) : null}
        <Act title={t("acts.mute")} body={t(connection.isMuted ? "acts.muted_body" : "acts.mute_body")}>
          <MuteButton id={id} label={label} isMuted={connection.isMuted} />
        </Act>
        <Act
          title={t("acts.disconnect")}
          body={t(revocation.canCancel ? "acts.disconnect_body" : "acts.disconnect_body_no_way", names)}
        >
          <DialogLink href={routes.disconnect(id)} variant="end" wide="phone">
            <Icon name="unplug" />
            {t("disconnect.yes", { label })}
          </DialogLink>
        </Act>
      </Panel>
    </section>
  );
}
