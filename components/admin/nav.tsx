import type { Role } from "../../lib/core/roles";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { NavLink } from "../islands/nav-link";
import { Icon } from "../ui/icon";
import { placesOf } from "./places";

type NavProps = {
  readonly role: Role;
  /** How many things wait for an admin and for nobody else; the overview says which. */
  readonly needs: number;
  /** Where the pretend marketplaces are; null: there are none. */
  readonly sandbox: string | null;
};

function Links({ role, needs, sandbox }: NavProps) {
  const t = translator();
  return (
    <>
      {placesOf(role).map(({ text, href, isWhole }) => (
        <NavLink key={href} href={href} {...(isWhole ? { under: href } : {})}>
          {t(text)}
          {needs > 0 && href === routes.admin.overview ? <Needs count={needs} /> : null}
        </NavLink>
      ))}
      {sandbox === null ? null : <NavLink href={sandbox}>{t("admin.nav.sandbox")}</NavLink>}
    </>
  );
}

function Needs({ count }: { readonly count: number }) {
  const t = translator();
  return (
    <>
      <span
        aria-hidden="true"
        data-edge=""
        className="tone-stop bg-tone-tint text-tone ms-1.5 rounded-full border border-transparent px-1.5 text-xs leading-5 font-semibold tabular-nums"
      >
        {t("admin.number", { count })}
      </span>
      <span className="sr-only"> {t("admin.nav.needs", { count })}</span>
    </>
  );
}

/** Where else an admin can go: one calm line; a phone has no room for one, and opens them by a button. */
export function AdminNav(nav: NavProps) {
  const t = translator();
  return (
    <nav aria-label={t("admin.nav.label")} className="border-b border-line bg-surface">
      <div className="mx-auto flex w-full max-w-admin flex-wrap px-3 max-md:hidden [&_a]:min-h-10 touch:[&_a]:min-h-11">
        <Links {...nav} />
      </div>
      <details className="group/nav px-4 md:hidden">
        <summary className="flex min-h-11 items-center justify-between font-medium text-muted">
          {t("admin.nav.open")}
          <span className="group-open/nav:rotate-180">
            <Icon name="down" />
          </span>
        </summary>
        <div className="-mx-3 grid grid-cols-2 pb-2">
          <Links {...nav} />
        </div>
      </details>
    </nav>
  );
}
