import { askedBehind, type CountedTests, type ProviderHealthView } from "../../lib/views/admin-overview";
import { queryText } from "../../lib/views/admin-query";
import { percentWords, secondsWords } from "../../lib/views/number-words";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { Sentence } from "../ui/sentence";
import { Time } from "../ui/time";
import { DayMarks } from "./day-marks";
import { ProviderName } from "./provider-name";
import { HealthWord } from "./state-word";
import { Cell, HeadCell, Row, Table } from "./table";

/** Below these shares of renewals that worked a number has the colour of trouble, and of a stop. */
const WARN_BELOW = 0.9;
const STOP_BELOW = 0.5;

function toneOf(share: number): string {
  if (share < STOP_BELOW) return "tone-stop text-tone font-medium";
  return share < WARN_BELOW ? "tone-warn text-tone font-medium" : "";
}

function Share({ name, share }: { readonly name: string; readonly share: number | null }) {
  return (
    <Cell name={name} end>
      {share === null ? null : <span className={toneOf(share)}>{percentWords(share)}</span>}
    </Cell>
  );
}

/** The word, and below it what else must be known at once. */
function State({ health, moment }: { readonly health: ProviderHealthView; readonly moment: Moment }) {
  return (
    <>
      <HealthWord health={health.health} />
      {health.pausedAt === null ? null : (
        <span className="block text-xs whitespace-nowrap text-faint">
          <Sentence text="admin.providers.paused" nodes={{ ago: <Time at={health.pausedAt} moment={moment} as="relative" /> }} />
        </span>
      )}
      {health.canary === null || health.canary.result === "accepted" ? null : (
        <span className="block text-xs whitespace-nowrap text-faint">
          <Sentence
            text={`admin.canary.${health.canary.result}`}
            nodes={{ ago: <Time at={health.canary.at} moment={moment} as="relative" /> }}
          />
        </span>
      )}
    </>
  );
}

function Overdue({ health, moment }: { readonly health: ProviderHealthView; readonly moment: Moment }) {
  const { overdue, oldestDueAt } = health;
  if (overdue === 0 || oldestDueAt === null) return null;
  return (
    <span className="tone-warn text-tone">
      <Sentence
        text="admin.providers.oldest"
        values={{ count: overdue }}
        nodes={{ ago: <Time at={oldestDueAt} moment={moment} as="relative" /> }}
      />
    </span>
  );
}

type RowProps = { readonly health: ProviderHealthView; readonly tests: CountedTests; readonly moment: Moment };

function ProviderRow({ health, tests, moment }: RowProps) {
  const t = translator();
  const { provider, live, lastSuccessAt, success, p50Ms, p95Ms } = health;
  const seconds = (ms: number) => secondsWords(ms / 1000);
  return (
    <Row>
      <HeadCell>
        <a
          href={routes.admin.provider(provider.id)}
          className="inline-flex min-h-6 items-center text-ink no-underline hover:underline touch:min-h-8"
        >
          <ProviderName provider={provider} />
        </a>
      </HeadCell>
      <Cell name={t("admin.providers.state")}>
        <State health={health} moment={moment} />
      </Cell>
      <Cell name={t("admin.providers.connections")} end>
        {live === 0 ? null : (
          <a
            href={`${routes.admin.connections}?${queryText({ ...askedBehind("all", tests), provider: health.filter })}`}
            aria-label={t("admin.providers.see", {
              provider: provider.name,
              what: t("admin.providers.connections"),
              count: live,
            })}
            className="inline-flex min-h-6 min-w-6 items-center justify-end text-ink no-underline hover:underline max-md:justify-start touch:min-h-8"
          >
            {t("admin.number", { count: live })}
          </a>
        )}
      </Cell>
      <Share name={t("admin.providers.success_hour")} share={success.hour} />
      <Share name={t("admin.providers.success_day")} share={success.day} />
      <Share name={t("admin.providers.success_week")} share={success.week} />
      <Cell name={t("admin.providers.times")} end>
        {p50Ms === null || p95Ms === null ? null : t("admin.providers.times_value", { p50: seconds(p50Ms), p95: seconds(p95Ms) })}
      </Cell>
      <Cell name={t("admin.providers.overdue")} end>
        {health.overdue === 0 ? null : <Overdue health={health} moment={moment} />}
      </Cell>
      <Cell name={t("admin.providers.last_success")} end>
        {lastSuccessAt === null ? null : <Time at={lastSuccessAt} moment={moment} as="day-time" />}
      </Cell>
      <Cell name={t("admin.providers.days")} end wide>
        {health.days.every((day) => day === "none") ? null : <DayMarks days={health.days} />}
      </Cell>
    </Row>
  );
}

/** Every marketplace and how it renews, what must be acted on first. */
export function ProviderTable({
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
    { name: t("admin.providers.state") },
    ...(["connections", "success_hour", "success_day", "success_week", "times", "overdue", "last_success", "days"] as const).map(
      (name) => ({ name: t(`admin.providers.${name}`), end: true }),
    ),
  ];
  return (
    <Table caption={t("admin.providers.caption")} heads={heads}>
      {providers.map((health) => (
        <ProviderRow key={health.filter} health={health} tests={tests} moment={moment} />
      ))}
    </Table>
  );
}
