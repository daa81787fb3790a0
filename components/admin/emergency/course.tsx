import type { EmergencyView } from "../../../lib/views/emergency";
import type { JobView } from "../../../lib/views/jobs";
import { numberWords } from "../../../lib/views/number-words";
import { routes } from "../../../lib/views/routes";
import { translator } from "../../../lib/views/texts/translate";
import type { Moment } from "../../../lib/views/time-words";
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { Sentence } from "../../ui/sentence";
import { Time } from "../../ui/time";
import { TONES } from "../../ui/tone";
import { BAR, JobBar } from "../jobs/job-bar";
import { JobStateWord } from "../jobs/job-state";
import { ProviderName } from "../provider-name";
import { TypedAct } from "./typed-act";

type CourseProps = { readonly emergency: EmergencyView; readonly mayAct: boolean; readonly moment: Moment };

function Step({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <li className="grid gap-x-6 gap-y-2 border-t border-line px-5 py-4 max-md:px-4 md:grid-cols-[12rem_minmax(0,1fr)]">
      <h3 className="font-semibold">{title}</h3>
      <div className="grid min-w-0 gap-3">{children}</div>
    </li>
  );
}

function Job({ job }: { readonly job: JobView }) {
  return (
    <div className="grid max-w-text gap-1.5">
      <JobBar job={job} />
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
        <JobStateWord state={job.state} />
        <a href={routes.admin.job(job.id)} className="inline-flex min-h-6 items-center touch:min-h-11">
          {translator()("admin.emergency.see_job")}
        </a>
      </p>
    </div>
  );
}

/** Whether bulk work has begun and not ended. */
export const isUnderWay = (job: JobView | null): boolean => job !== null && job.endedAt === null;

function Stopped({ emergency, mayAct, moment }: CourseProps) {
  const t = translator();
  const { id, startedAt, startedBy, endedAt, endedBy, revoke } = emergency;
  const person = (name: string | null) => name ?? t("admin.emergency.somebody");
  return (
    <Step title={t("admin.emergency.step.stop")}>
      <p>
        <Sentence
          text="admin.emergency.begun"
          values={{ person: person(startedBy) }}
          nodes={{ when: <Time at={startedAt} moment={moment} as="day-time" /> }}
        />{" "}
        {endedAt === null ? null : (
          <Sentence
            text="admin.emergency.lifted"
            values={{ person: person(endedBy) }}
            nodes={{ when: <Time at={endedAt} moment={moment} as="day-time" /> }}
          />
        )}
      </p>
      {endedAt === null && mayAct ? (
        <form method="post" action={routes.api.emergency} className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <input type="hidden" name="act" value="lift" />
          <input type="hidden" name="id" value={id} />
          <Button wide="phone">{t("admin.emergency.lift")}</Button>
          {isUnderWay(revoke) ? (
            <p className="min-w-0 flex-[1_1_16rem] text-sm text-pretty text-muted">{t("admin.emergency.lift_cancels")}</p>
          ) : null}
        </form>
      ) : null}
    </Step>
  );
}

/** How many of each marketplace it would end. */
function PerProvider({ emergency: { perProvider } }: Pick<CourseProps, "emergency">) {
  return (
    <ul aria-label={translator()("admin.emergency.per_provider")} className="grid max-w-xs gap-y-1 text-sm">
      {perProvider.map(({ provider, count }) => (
        <li key={provider.id} className="flex items-center justify-between gap-4">
          <ProviderName provider={provider} />
          <span className="tabular-nums">{numberWords(count)}</span>
        </li>
      ))}
    </ul>
  );
}

const OUTCOMES = ["confirmed", "unconfirmed", "noWay", "ending"] as const;

/** What the marketplaces have said to it. Each connection's receipt says the same. */
function Outcomes({ emergency }: Pick<CourseProps, "emergency">) {
  const t = translator();
  return (
    <dl className="flex flex-wrap gap-x-6 gap-y-2">
      {OUTCOMES.map((name) => (
        <div key={name} className="flex items-baseline gap-1.5">
          <dt className="order-2 text-sm text-muted">{t(`admin.emergency.outcome.${name}`)}</dt>
          <dd className="order-1 font-semibold tabular-nums">{numberWords(emergency[name])}</dd>
        </div>
      ))}
    </dl>
  );
}

function Revoke({ emergency, mayAct }: CourseProps) {
  const t = translator();
  const { id, live, ended, endedAt, revoke } = emergency;
  return (
    <Step title={t("admin.emergency.step.revoke")}>
      <p className="max-w-text text-pretty text-muted">
        {ended > 0
          ? t("admin.emergency.ended", { count: ended })
          : t(endedAt === null ? "admin.emergency.revoke_lead" : "admin.emergency.revoke_none")}
      </p>
      {ended > 0 ? <Outcomes emergency={emergency} /> : null}
      {revoke === null ? null : <Job job={revoke} />}
      {endedAt === null && live > 0 && !isUnderWay(revoke) && mayAct ? (
        <>
          <PerProvider emergency={emergency} />
          <TypedAct
            id={`revoke-${id}`}
            act="revoke"
            hidden={{ id, shown: String(live) }}
            wanted={numberWords(live)}
            words={t("admin.emergency.revoke", { count: live })}
            numeric
          />
        </>
      ) : null}
    </Step>
  );
}

function Campaign({ emergency, mayAct }: CourseProps) {
  const t = translator();
  const { id, endedAt, toAsk, askedSellers, asked, back, backSellers, campaign, revoke } = emergency;
  const mayBegin = endedAt !== null && toAsk > 0 && !isUnderWay(campaign) && !isUnderWay(revoke);
  return (
    <Step title={t("admin.emergency.step.campaign")}>
      {asked === 0 ? (
        <p className="max-w-text text-pretty text-muted">
          {endedAt === null ? t("admin.emergency.campaign_later") : t("admin.emergency.campaign_lead", { count: toAsk })}
        </p>
      ) : (
        <div className="grid max-w-text gap-1.5">
          <progress aria-label={t("admin.emergency.board")} value={back} max={asked} className={BAR} />
          <p role="status" className="tabular-nums">
            {t("admin.emergency.back", { back: numberWords(back), asked: numberWords(asked) })}{" "}
            <span className="text-muted">{t("admin.emergency.back_sellers", { back: backSellers, asked: askedSellers })}</span>
          </p>
        </div>
      )}
      {campaign === null ? null : <Job job={campaign} />}
      {mayBegin && mayAct ? (
        <TypedAct
          id={`campaign-${id}`}
          act="campaign"
          hidden={{ id, shown: String(toAsk) }}
          wanted={numberWords(toAsk)}
          words={t("admin.emergency.campaign", { count: toAsk })}
          numeric
        />
      ) : null}
    </Step>
  );
}

/** One emergency in its three steps: stop, end what is in doubt, ask everybody back. */
export function Course(props: CourseProps) {
  const t = translator();
  const { what: provider, client, endedAt, id } = props.emergency;
  const name = provider === null ? t("admin.emergency.everything") : provider.name;
  const what = client === null ? name : `${name} ${client}`;
  const lasts = endedAt === null;
  return (
    <section
      aria-labelledby={id}
      data-edge=""
      className={`mt-4 overflow-hidden rounded-lg border bg-surface ${lasts ? "border-stop-icon" : "border-line"}`}
    >
      <div
        className={`${lasts ? TONES.stop : TONES.idle} ${lasts ? "bg-tone-tint" : ""} flex items-center gap-2.5 px-5 py-3.5 max-md:px-4`}
      >
        <span className="text-tone-icon">
          <Icon name={lasts ? "octagon-x" : "check"} />
        </span>
        <h2 id={id} className={`text-md font-semibold tracking-snug ${lasts ? "text-tone" : "text-ink"}`}>
          {t(lasts ? "admin.emergency.is_stopped" : "admin.emergency.was_stopped", { what })}
        </h2>
      </div>
      <ol>
        <Stopped {...props} />
        <Revoke {...props} />
        <Campaign {...props} />
      </ol>
    </section>
  );
}
