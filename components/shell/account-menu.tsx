import type { ViewerView } from "../../lib/views/person";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { ReturnHere } from "../islands/return-here";
import { Icon } from "../ui/icon";
import { Menu, MenuButton, MenuLine, MenuLink } from "../ui/menu";

const THEMES = ["system", "light", "dark"] as const;

/** Who is signed in, and what is theirs: profile, theme, the way out. */
export function AccountMenu({ viewer }: { readonly viewer: ViewerView }) {
  const t = translator();
  const trigger = (
    <>
      <span
        aria-hidden="true"
        className="grid size-6.5 place-items-center rounded-full bg-accent-tint text-xs font-semibold text-accent"
      >
        {[...viewer.name][0]?.toUpperCase()}
      </span>
      <span className="flex max-w-40 items-center gap-1.5 max-md:hidden">
        <span className="truncate">{viewer.name}</span>
        <Icon name="down" />
      </span>
    </>
  );
  return (
    <Menu label={t("nav.account", { name: viewer.name })} trigger={trigger}>
      <MenuLink href={routes.profile} icon="user">
        {t("nav.profile")}
      </MenuLink>
      <MenuLink href={routes.notifications()} icon="bell">
        {t("nav.notifications", { count: viewer.unread })}
      </MenuLink>
      {viewer.trial ? (
        <MenuLink href={routes.mailbox} icon="mail">
          {t("nav.mailbox")}
        </MenuLink>
      ) : null}
      <MenuLine />
      <form method="post" action={routes.api.theme}>
        <ReturnHere />
        {THEMES.map((theme) => (
          <MenuButton key={theme} name="theme" value={theme} icon={viewer.theme === theme ? "yes" : "blank"}>
            {t(`nav.theme.${theme}`)}
          </MenuButton>
        ))}
      </form>
      <MenuLine />
      <form method="post" action={routes.api.signOut}>
        <MenuButton icon="blank">{t("nav.sign_out")}</MenuButton>
      </form>
    </Menu>
  );
}
