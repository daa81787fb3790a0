import type { KeysView } from "../../../lib/views/keys";
import { routes } from "../../../lib/views/routes";
import { translator } from "../../../lib/views/texts/translate";
import type { Moment } from "../../../lib/views/time-words";
import { PageTimes } from "../../connections/page-times";
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { Note, Strip } from "../../ui/notice";
import { Page, PageHead } from "../../ui/page";
import { Moving } from "../jobs/moving";
import { AdminSection } from "../section";
import { KeyTable } from "./key-table";
import { MissingKeys } from "./missing-keys";
import { Rotation } from "./rotation";

/** One step of a rotation where the ring is given from outside. */
const STEPS = ["add", "start", "retire"] as const;

function AddKey() {
  const t = translator();
  return (
    <form method="post" action={routes.api.addKey}>
      <Button>
        <Icon name="plus" />
        {t("admin.keys.add")}
      </Button>
    </form>
  );
}

/** The keys that everything secret is sealed with: which, what depends on each, and the way from one to the next. */
export function Keys({ view, zone }: { readonly view: KeysView; readonly zone: string | null }) {
  const t = translator();
  const moment: Moment = { now: new Date(view.shownAt), zone };
  const { keys, rotation, behind, processes, canAdd, mayRotate, mustSignIn } = view;
  const isRunning = rotation !== null && !rotation.isOver;
  return (
    <Page width="admin">
      <PageHead title={t("admin.keys.title")} lead={t("admin.keys.lead")} action={canAdd && mayRotate ? <AddKey /> : undefined} />
      <div className="mt-4 grid gap-4 empty:hidden">
        <MissingKeys missing={view.missing} />
        {isRunning ? <Rotation rotation={rotation} mayRotate={mayRotate} /> : null}
        {isRunning ? <Moving seconds={30} /> : null}
        {!isRunning && behind > 0 ? (
          <Strip tone="warn" icon="key">
            <p>
              <b>{t("admin.keys.behind", { count: behind })}</b>
            </p>
            <p className="text-sm text-muted">{t("admin.keys.behind_more")}</p>
          </Strip>
        ) : null}
      </div>
      <AdminSection
        id="key-ring"
        title={t("admin.keys.ring")}
        beside={t("admin.keys.processes", { count: processes })}
        lead={mayRotate && mustSignIn ? t("admin.keys.must_sign_in") : t("admin.keys.ring_lead")}
      >
        <KeyTable keys={keys} processes={processes} behind={behind} isRunning={isRunning} mayRotate={mayRotate} moment={moment} />
      </AdminSection>
      {rotation !== null && !isRunning ? (
        <p className="mt-3 px-1 text-sm text-muted">
          {t("admin.keys.last_rotation", { count: rotation.done, state: t(`admin.job.state.${rotation.state}`) })}{" "}
          <a href={routes.admin.job(rotation.jobId)} className="inline-flex min-h-6 items-center touch:min-h-11">
            {t("admin.keys.see_job")}
          </a>
        </p>
      ) : null}
      <div className="mt-4 grid gap-4 md:grid-cols-2 md:items-start">
        <AdminSection id="how" title={t("admin.keys.how")}>
          <ol className="grid list-decimal gap-2 border-t border-line py-4 ps-10 pe-5 text-sm text-pretty marker:text-faint">
            {STEPS.map((step) => (
              <li key={step}>{t(`admin.keys.step.${step}${step === "add" && canAdd ? "_here" : ""}`)}</li>
            ))}
          </ol>
        </AdminSection>
        <div className="mt-4">
          <Note icon="shield">
            <p className="font-medium text-ink">{t("admin.keys.backup")}</p>
            <p className="mt-1 text-sm">{t("admin.keys.backup_more")}</p>
          </Note>
        </div>
      </div>
      <PageTimes moment={moment} href={routes.admin.keys} />
    </Page>
  );
}
