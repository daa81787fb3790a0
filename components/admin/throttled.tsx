import type { ProviderHealthView } from "../../lib/views/admin-overview";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { Strip } from "../ui/notice";
import { Sentence } from "../ui/sentence";
import { Time } from "../ui/time";
import { SeeConnections } from "./see-connections";

/** A marketplace that asked us to slow down. Nobody has to do anything about it. */
export function Throttled({ health, moment }: { readonly health: ProviderHealthView; readonly moment: Moment }) {
  const t = translator();
  const { provider, throttledUntil } = health;
  if (throttledUntil === null) return null;
  const see = health.live > 0 ? <SeeConnections provider={provider} filter={health.filter} /> : null;
  return (
    <Strip tone="warn" icon="triangle" action={see}>
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
