import { seesAdminPages } from "../../lib/core/roles";
import type { ViewerView } from "../../lib/views/person";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { NavLink } from "../islands/nav-link";
import { Icon } from "../ui/icon";
import { AccountMenu } from "./account-menu";
import { Bell } from "./bell";
import { Brand } from "./brand";
import { NeedsYou } from "./needs-you";
import { TrialTag } from "./trial-tag";

/** Admins have places of their own, and dense pages that are wider. */
export type Area = "seller" | "admin";

type HeaderProps = {
  /** null: a stranger, who finds help here and nothing else. */
  readonly viewer: ViewerView | null;
  readonly trial: boolean;
  readonly area: Area;
};

function Places({ viewer, area }: { readonly viewer: ViewerView; readonly area: Area }) {
  const t = translator();
  if (area === "admin") {
    return (
      <NavLink href={routes.connections} under={routes.connections}>
        {t("nav.own_connections")}
      </NavLink>
    );
  }
  return (
    <>
      <NavLink href={routes.connections} under={routes.connections}>
        {t("nav.connections")}
      </NavLink>
      <NavLink href={routes.activity} under={routes.activity}>
        {t("nav.activity")}
      </NavLink>
      <NavLink href={routes.profile} under="/settings">
        {t("nav.settings")}
      </NavLink>
      {seesAdminPages(viewer.role) ? (
        <NavLink href={routes.admin.overview} under={routes.admin.overview}>
          {t("nav.admin")}
        </NavLink>
      ) : null}
    </>
  );
}

/** The same on every page: where I am, what needs me, help, my account. Help keeps its place (WCAG 3.2.6). */
export function Header({ viewer, trial, area }: HeaderProps) {
  const t = translator();
  return (
    <header className="border-b border-line bg-surface">
      <div
        className={`mx-auto flex min-h-13 ${area === "admin" ? "max-w-admin" : "max-w-seller"} flex-wrap items-center gap-x-3 px-4 md:min-h-14 md:px-6`}
      >
        <Brand />
        {/* On a phone the tag stands at the end of the second line: the first has no room. */}
        <div
          className={`flex items-center md:gap-3 ${viewer ? "max-md:order-last max-md:basis-full max-md:flex-row-reverse max-md:flex-wrap-reverse max-md:justify-between" : ""}`}
        >
          {trial ? <TrialTag /> : null}
          {viewer ? (
            <nav aria-label={t("nav.main")} className="flex min-w-0 flex-wrap gap-x-0.5 max-md:-ms-3 md:ms-3">
              <Places viewer={viewer} area={area} />
            </nav>
          ) : null}
        </div>
        <div className="ms-auto flex flex-wrap items-center justify-end gap-1">
          {viewer ? <NeedsYou count={viewer.needsYou} /> : null}
          {viewer ? <Bell unread={viewer.unread} /> : null}
          <a
            href={routes.help}
            className="inline-flex min-h-9 items-center justify-center gap-1.5 rounded-md px-2.5 font-medium text-muted no-underline hover:bg-hover hover:text-ink touch:min-h-11 touch:min-w-11"
          >
            <Icon name="help" />
            <span className="max-md:sr-only">{t("nav.help")}</span>
          </a>
          {viewer ? <AccountMenu viewer={viewer} /> : null}
        </div>
      </div>
    </header>
  );
}
