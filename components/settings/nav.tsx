import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";

const PLACES = {
  profile: { href: routes.profile, text: "settings.profile" },
  notifications: { href: routes.notificationSettings, text: "settings.notifications" },
  "api-keys": { href: routes.apiKeys, text: "settings.api_keys" },
} as const;

type SettingsPlace = keyof typeof PLACES;

const LOOK =
  "relative inline-flex min-h-11 items-center px-3 font-medium text-center text-muted no-underline hover:text-ink aria-[current]:text-ink aria-[current]:after:absolute aria-[current]:after:inset-x-3 aria-[current]:after:-bottom-px aria-[current]:after:rounded-full aria-[current]:after:border-b-2 aria-[current]:after:border-accent";

/**
 * The places of a person's own settings, above the title of each of them.
 *
 * @param at the one that this page is
 */
export function SettingsNav({ at }: { readonly at: SettingsPlace }) {
  const t = translator();
  return (
    <nav aria-label={t("settings.nav")} className="-mt-2 mb-6 flex flex-wrap border-b border-line md:mb-8">
      {Object.entries(PLACES).map(([place, { href, text }]) => (
        <a key={place} href={href} aria-current={place === at ? "page" : undefined} className={`${LOOK} first:-ms-3`}>
          {t(text)}
        </a>
      ))}
    </nav>
  );
}
