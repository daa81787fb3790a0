import type { ConnectionView } from "../../lib/views/connection";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { Menu, MenuButton, MenuLine, MenuLink } from "../ui/menu";

/** The rarer things to do with a connection. Leading words repeat the label for those who cannot see which card this is. */
export function ConnectionMenu({ connection }: { readonly connection: ConnectionView }) {
  const { id, label, state, refreshWaitSeconds } = connection;
  const t = translator();
  const ended = state === "disconnected";
  const runs = !ended && state !== "paused";
  return (
    <Menu label={t("card.more", { label })}>
      {refreshWaitSeconds === 0 && runs ? (
        <form method="post" action={routes.api.refresh(id)}>
          <MenuButton icon="refresh">{t("do.refresh")}</MenuButton>
        </form>
      ) : null}
      {refreshWaitSeconds && runs ? (
        <p className="px-2.5 py-2 text-sm text-muted">{t("detail.refresh_wait", { seconds: refreshWaitSeconds })}</p>
      ) : null}
      {/* The fragment opens the form of that field by itself. */}
      <MenuLink href={`${routes.connection(id)}#label`} icon="pencil">
        {t("do.rename")}
      </MenuLink>
      {runs ? (
        <form method="post" action={routes.api.pause(id)}>
          <MenuButton icon="pause">{t("do.pause")}</MenuButton>
        </form>
      ) : null}
      {ended ? null : (
        <>
          <MenuLine />
          <MenuLink href={routes.disconnect(id)} icon="unplug">
            {t("do.disconnect")}
          </MenuLink>
        </>
      )}
    </Menu>
  );
}
