import type { DisplayStateName } from "../../lib/core/connections/display-state-input";
import type { ConnectionDetailView } from "../../lib/views/connection";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { Button, LinkButton } from "../ui/button";
import { Icon } from "../ui/icon";
import { Panel } from "../ui/panel";

const CAN_PAUSE = new Set<DisplayStateName>(["working", "ends_soon", "partial", "trouble_on", "trouble_off"]);

function Act({ title, body, children }: { readonly title: string; readonly body: string; readonly children: React.ReactNode }) {
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

/** What a seller may do to a connection besides its main action, each with what it brings about. */
export function DetailActs({ connection }: { readonly connection: ConnectionDetailView }) {
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
        <Act
          title={t("acts.disconnect")}
          body={t(revocation.canCancel ? "acts.disconnect_body" : "acts.disconnect_body_no_way", names)}
        >
          <LinkButton href={routes.disconnect(id)} variant="end" wide="phone">
            <Icon name="unplug" />
            {t("disconnect.yes", { label })}
          </LinkButton>
        </Act>
      </Panel>
    </section>
  );
}
