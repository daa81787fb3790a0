import type { OutagesView } from "../../lib/views/outages";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { PageTimes } from "../connections/page-times";
import { Page, PageHead } from "../ui/page";
import { ClosedIncidents, OpenIncident } from "./incidents";
import { type Draft, OutageForm } from "./outage-form";
import { OutageNotes } from "./outage-notes";
import { AdminSection, Nothing } from "./section";

type OutagesProps = { readonly view: OutagesView; readonly draft: Draft; readonly zone: string | null };

/** What is wrong at marketplaces: what we see ourselves, what admins tell sellers, and what it was like. */
export function Outages({ view, draft, zone }: OutagesProps) {
  const t = translator();
  const moment: Moment = { now: new Date(view.shownAt), zone };
  const acts = { mayTell: view.mayWrite, mayPause: view.mayPause, from: "outages" } as const;
  return (
    <Page width="admin">
      <PageHead title={t("admin.outages.title")} lead={t("admin.outages.lead")} />
      {view.open.length === 0 ? null : (
        <section aria-label={t("admin.outages.now")} className="mt-4 grid gap-3">
          {view.open.map((incident) => (
            <OpenIncident key={incident.id} incident={incident} moment={moment} acts={acts} />
          ))}
        </section>
      )}
      <div className={`grid items-start gap-x-4 ${view.mayWrite ? "min-[70rem]:grid-cols-[minmax(0,1fr)_26rem]" : ""}`}>
        <div className="min-w-0">
          <OutageNotes notes={view.notes} mayWrite={view.mayWrite} moment={moment} />
          <AdminSection id="over" title={t("admin.outages.over")} lead={t("admin.outages.over_lead")}>
            {view.over.length === 0 ? (
              <Nothing>{t("admin.outages.over_none")}</Nothing>
            ) : (
              <ClosedIncidents incidents={view.over} moment={moment} />
            )}
          </AdminSection>
        </div>
        {view.mayWrite ? <OutageForm providers={view.providers} draft={draft} /> : null}
      </div>
      <PageTimes moment={moment} href={routes.admin.outages} />
    </Page>
  );
}
