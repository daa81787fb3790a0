import type { ConnectionView } from "../../lib/views/connection";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { Wait } from "../islands/wait";
import { Button, LinkButton } from "../ui/button";
import { Icon } from "../ui/icon";

type ActionProps = { readonly connection: ConnectionView; readonly wide?: "always" | undefined };

/** "Refresh now" where it can help; while it has to wait, when. A dead button would not say why. */
export function RefreshAction({ connection, wide }: ActionProps) {
  const t = translator();
  const wait = connection.refreshWaitSeconds;
  if (wait === null) return null;
  const form = (
    <form method="post" action={routes.api.refresh(connection.id)} className={wide ? "flex-1" : ""}>
      <Button wide={wide ?? "phone"}>
        <Icon name="refresh" />
        {t("do.refresh")}
      </Button>
    </form>
  );
  if (wait === 0) return form;
  return (
    <Wait seconds={wait} words={t("detail.refresh_wait", { seconds: "{seconds}" })}>
      {form}
    </Wait>
  );
}

/** Whether the state asks for a step of the seller or offers one that may help: it then stays in reach on a phone. */
export function hasUrgentAction({ state, refreshWaitSeconds, isEnding, isPausedHere }: ConnectionView): boolean {
  if (isEnding || isPausedHere) return false;
  if (state === "trouble_on" || state === "trouble_off") return refreshWaitSeconds === 0;
  return state !== "working";
}

/** The one main action of a state. Never "Reconnect" where signing in again cannot help. */
export function DetailAction({ connection, wide }: ActionProps) {
  const t = translator();
  const { id, label, state, needsSeller, isEnding } = connection;
  switch (state) {
    case "reconnect":
    case "ends_soon":
    case "partial":
      return (
        <LinkButton href={routes.reconnect(id)} variant={needsSeller || state !== "partial" ? "main" : "plain"} wide={wide}>
          {t("do.reconnect", { label })}
        </LinkButton>
      );
    case "paused":
      return connection.isPausedHere ? null : (
        <form method="post" action={routes.api.resume(id)} className={wide ? "flex-1" : ""}>
          <Button variant="main" wide={wide}>
            {t("do.resume", { label })}
          </Button>
        </form>
      );
    case "disconnected":
      return isEnding ? null : (
        <LinkButton href={routes.reconnect(id)} variant="main" wide={wide}>
          {t("do.connect_again", { label })}
        </LinkButton>
      );
    default:
      return <RefreshAction connection={connection} wide={wide} />;
  }
}
