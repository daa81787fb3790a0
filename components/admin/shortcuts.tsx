import type { Role } from "../../lib/core/roles";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { PaletteKey } from "../islands/palette-key";
import { Keys } from "../shell/keys";
import { placesOf } from "./places";

/** What keys do among admins' pages. `single`: whether keys without Ctrl do anything. */
export function Shortcuts({ single, role }: { readonly single: boolean; readonly role: Role }) {
  return (
    <>
      {single ? <Keys area="admin" /> : null}
      <Palette role={role} />
    </>
  );
}

/** Ctrl+K among admins' pages. */
function Palette({ role }: { readonly role: Role }) {
  const t = translator();
  const pages = [
    ...placesOf(role).map(({ href, text }) => ({ href, words: t(text) })),
    { href: routes.admin.columns, words: t("admin.look.title") },
    { href: routes.admin.savedViews, words: t("admin.views.title") },
    { href: routes.profile, words: t("nav.profile") },
    { href: routes.help, words: t("nav.help") },
  ];
  const texts = { title: t("admin.palette.title"), hint: t("admin.palette.hint"), none: t("admin.palette.none") };
  return <PaletteKey find={routes.api.adminFind} connections={routes.admin.connections} pages={pages} texts={texts} />;
}
