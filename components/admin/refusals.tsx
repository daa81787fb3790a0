import type { ProviderHealthView } from "../../lib/views/admin";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { LinkButton } from "../ui/button";
import { Strip } from "../ui/notice";
import { Sentence } from "../ui/sentence";
import { Time } from "../ui/time";
import { listAddress } from "./list-address";

type Props = { readonly health: ProviderHealthView; readonly moment: Moment };

function See({ health }: Pick<Props, "health">) {
  const t = translator();
  if (health.live === 0) return null;
  return (
    <LinkButton
      size="small"
      href={listAddress({ provider: health.filter })}
      aria-label={t("admin.overview.see_name", { provider: health.provider.name })}
    >
      {t("admin.overview.see")}
    </LinkButton>
  );
}

function Refused({ health, moment }: Props) {
  const t = translator();
  const { provider, refused } = health;
  if (refused === null) return null;
  const values = { provider: provider.name };
  return (
    <Strip tone="stop" icon="octagon-x" action={<See health={health} />}>
      <p>
        <b>{t("admin.overview.refused", values)}</b>{" "}
        <Sentence
          text="admin.overview.refused_code"
          nodes={{ code: <code className="font-mono text-sm">{refused.code}</code> }}
        />
      </p>
      <p className="text-sm text-muted">
        {t("admin.overview.refused_more", values)}{" "}
        {refused.nextTryAt === null ? null : (
          <Sentence
            text="admin.overview.refused_next"
            nodes={{ when: <Time at={refused.nextTryAt} moment={moment} as="relative" /> }}
          />
        )}
      </p>
    </Strip>
  );
}

function Throttled({ health, moment }: Props) {
  const t = translator();
  const { provider, throttledUntil } = health;
  if (throttledUntil === null) return null;
  return (
    <Strip tone="warn" icon="triangle" action={<See health={health} />}>
      <p>
        <b>{t("admin.overview.throttled", { provider: provider.name })}</b>
      </p>
      <p className="text-sm text-muted">
        <Sentence
          text="admin.overview.throttled_more"
          nodes={{ when: <Time at={throttledUntil} moment={moment} as="day-time" /> }}
        />
      </p>
    </Strip>
  );
}

/** What the marketplaces hold against us as a whole: it explains many connections at once, so it comes first. */
export function Refusals({ providers, moment }: { readonly providers: readonly ProviderHealthView[]; readonly moment: Moment }) {
  const told = providers.filter(({ refused, throttledUntil }) => refused !== null || throttledUntil !== null);
  if (told.length === 0) return null;
  return (
    <div className="mt-4 grid gap-3">
      {told.map((health) => (
        <div key={health.filter} className="contents">
          <Refused health={health} moment={moment} />
          <Throttled health={health} moment={moment} />
        </div>
      ))}
    </div>
  );
}
