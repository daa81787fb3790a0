import type { EmergencyPageView } from "../../../lib/views/emergency";
import { routes } from "../../../lib/views/routes";
import { translator } from "../../../lib/views/texts/translate";
import type { Moment } from "../../../lib/views/time-words";
import { PageTimes } from "../../connections/page-times";
import { Page, PageHead } from "../../ui/page";
import { Moving } from "../jobs/moving";
import { AdminSection } from "../section";
import { Course, isUnderWay } from "./course";
import { Places } from "./places";

/** Where everything is stopped at once, and how it comes back. */
export function Emergency({ view, zone }: { readonly view: EmergencyPageView; readonly zone: string | null }) {
  const t = translator();
  const moment: Moment = { now: new Date(view.shownAt), zone };
  const isMoving = view.emergencies.some(({ revoke, campaign }) => isUnderWay(revoke) || isUnderWay(campaign));
  return (
    <Page width="admin">
      <PageHead title={t("admin.emergency.title")} lead={t("admin.emergency.lead")} />
      {view.emergencies.map((emergency) =>
        emergency.endedAt === null ? (
          <Course key={emergency.id} emergency={emergency} mayAct={view.mayAct} moment={moment} />
        ) : null,
      )}
      <AdminSection
        id="places"
        title={t("admin.emergency.places")}
        lead={t(view.mayAct && view.mustSignIn ? "admin.emergency.must_sign_in" : "admin.emergency.places_lead")}
      >
        <Places view={view} moment={moment} />
      </AdminSection>
      {view.emergencies.map((emergency) =>
        emergency.endedAt === null ? null : (
          <Course key={emergency.id} emergency={emergency} mayAct={view.mayAct} moment={moment} />
        ),
      )}
      {isMoving ? <Moving seconds={30} /> : null}
      <PageTimes moment={moment} href={routes.admin.emergency} />
    </Page>
  );
}
