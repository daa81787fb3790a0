import type { Condition } from "../../lib/core/connections/condition";
import { askedBehind, type CountedTests, type ProviderHealthView } from "../../lib/views/admin-overview";
import { queryText } from "../../lib/views/admin-query";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { Sentence } from "../ui/sentence";
import { Time } from "../ui/time";
import { TONES } from "../ui/tone";
import { ProviderName } from "./provider-name";
import { CONDITION_LOOK } from "./state-word";
import { Cell, HeadCell, Row, Table } from "./table";

/** In the order of urgency. */
const COLUMNS = ["reconnect", "needs_you", "trouble", "ends_soon", "partial", "paused", "working", "disconnected"] as const;
/** A number that somebody must act on is coloured. */
const COLOURED: ReadonlySet<Condition> = new Set(["reconnect", "needs_you", "trouble", "ends_soon"]);

function Count({
  health,
  condition,
  tests,
}: {
  readonly health: ProviderHealthView;
  readonly condition: Condition;
  readonly tests: CountedTests;
}) {
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
        href={`${routes.admin.connections}?${queryText({ ...askedBehind(condition, tests), provider: health.filter })}`}
        aria-label={t("admin.providers.see", { provider: health.provider.name, what: name, count })}
        className={`${look} inline-flex min-h-6 min-w-6 items-center justify-end no-underline hover:underline max-md:justify-start touch:min-h-8`}
      >
        {t("admin.number", { count })}
      </a>
    </Cell>
  );
}

/** How many connections of each marketplace stand how; each number leads to those that it counts. */
export function ProviderStates({
  providers,
  tests,
  moment,
}: {
  readonly tests: CountedTests;
  readonly providers: readonly ProviderHealthView[];
  readonly moment: Moment;
}) {
  const t = translator();
  const heads = [
    { name: t("admin.providers.provider") },
    ...COLUMNS.map((condition) => ({ name: t(`admin.condition.${condition}`), end: true })),
    { name: t("admin.providers.key"), end: true },
  ];
  return (
    <Table caption={t("admin.providers.states_caption")} heads={heads}>
      {providers.map((health) => (
        <Row key={health.filter}>
          <HeadCell>
            <ProviderName provider={health.provider} />
          </HeadCell>
          {COLUMNS.map((condition) => (
            <Count key={condition} health={health} condition={condition} tests={tests} />
          ))}
          <Cell name={t("admin.providers.key")} end>
            {health.canary === null ? null : (
              <Sentence
                text={`admin.canary.${health.canary.result}`}
                nodes={{ ago: <Time at={health.canary.at} moment={moment} as="relative" /> }}
              />
            )}
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
