import type { Condition } from "../../lib/core/connections/condition";
import type { ProviderHealthView } from "../../lib/views/admin";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { Sentence } from "../ui/sentence";
import { Time } from "../ui/time";
import { TONES } from "../ui/tone";
import { listAddress } from "./list-address";
import { ProviderName } from "./provider-name";
import { CONDITION_LOOK, HealthWord } from "./state-word";
import { Cell, HeadCell, Row, Table } from "./table";

/** In the order of urgency; "disconnected" is no health. */
const COLUMNS = ["reconnect", "needs_you", "trouble", "ends_soon", "partial", "paused", "working"] as const;
/** A number that somebody must act on is coloured. */
const COLOURED: ReadonlySet<Condition> = new Set(["reconnect", "needs_you", "trouble", "ends_soon"]);

function Count({ health, condition }: { readonly health: ProviderHealthView; readonly condition: Condition }) {
  const t = translator();
  const count = health.counts[condition] ?? 0;
  const name = t(`admin.condition.${condition}`);
  if (count === 0) return <Cell name={name} end />;
  const look = COLOURED.has(condition)
    ? `${TONES[CONDITION_LOOK[condition].tone]} text-tone hover:text-tone font-medium`
    : "text-ink";
  return (
    <Cell name={name} end>
      <a
        href={listAddress({ state: condition, provider: health.filter })}
        aria-label={t("admin.providers.see", { provider: health.provider.name, what: name, count })}
        className={`${look} inline-flex min-h-6 min-w-6 items-center justify-end no-underline hover:underline max-md:justify-start touch:min-h-8`}
      >
        {t("admin.number", { count })}
      </a>
    </Cell>
  );
}

function ProviderRow({ health, moment }: { readonly health: ProviderHealthView; readonly moment: Moment }) {
  const t = translator();
  const { provider, live, overdue, oldestDueAt, lastSuccessAt } = health;
  const isUsed = live > 0 || (health.counts.disconnected ?? 0) > 0;
  return (
    <Row>
      <HeadCell>
        {isUsed ? (
          <a
            href={listAddress({ provider: health.filter })}
            className="inline-flex min-h-6 items-center text-ink no-underline hover:underline touch:min-h-8"
          >
            <ProviderName provider={provider} />
          </a>
        ) : (
          <ProviderName provider={provider} />
        )}
      </HeadCell>
      <Cell name={t("admin.providers.state")}>
        <HealthWord health={health.health} />
        {health.canary === null ? null : (
          <span className="block text-xs whitespace-nowrap text-faint">
            <Sentence
              text={`admin.canary.${health.canary.result}`}
              nodes={{ ago: <Time at={health.canary.at} moment={moment} as="relative" /> }}
            />
          </span>
        )}
      </Cell>
      <Cell name={t("admin.providers.all")} end>
        {t("admin.number", { count: live })}
      </Cell>
      {COLUMNS.map((condition) => (
        <Count key={condition} health={health} condition={condition} />
      ))}
      <Cell name={t("admin.providers.overdue")} end>
        {overdue === 0 || oldestDueAt === null ? null : (
          <span className="tone-warn text-tone">
            <Sentence
              text="admin.providers.oldest"
              values={{ count: overdue }}
              nodes={{ ago: <Time at={oldestDueAt} moment={moment} as="relative" /> }}
            />
          </span>
        )}
      </Cell>
      <Cell name={t("admin.providers.last_success")} end>
        {lastSuccessAt === null ? null : <Time at={lastSuccessAt} moment={moment} as="day-time" />}
      </Cell>
    </Row>
  );
}

/** Every marketplace with the health of its connections, what must be acted on first. */
export function ProviderTable({
  providers,
  moment,
}: {
  readonly providers: readonly ProviderHealthView[];
  readonly moment: Moment;
}) {
  const t = translator();
  const heads = [
    { name: t("admin.providers.provider") },
    { name: t("admin.providers.state") },
    { name: t("admin.providers.all"), end: true },
    ...COLUMNS.map((condition) => ({ name: t(`admin.condition.${condition}`), end: true })),
    { name: t("admin.providers.overdue"), end: true },
    { name: t("admin.providers.last_success"), end: true },
  ];
  return (
    <Table caption={t("admin.providers.caption")} heads={heads}>
      {providers.map((health) => (
        <ProviderRow key={health.filter} health={health} moment={moment} />
      ))}
    </Table>
  );
}
