import type { AvailabilityPageView } from "../../../lib/views/availability";
import { routes } from "../../../lib/views/routes";
import { shareWords } from "../../../lib/views/share-words";
import { translator } from "../../../lib/views/texts/translate";
import type { Moment } from "../../../lib/views/time-words";
import { PageTimes } from "../../connections/page-times";
import { Empty } from "../../ui/empty";
import { Page, PageHead } from "../../ui/page";
import { Sentence } from "../../ui/sentence";
import { Time } from "../../ui/time";
import { AdminSection, Nothing } from "../section";
import { ProviderAvailability } from "./provider-availability";
import { WorstConnections, WorstSellers } from "./worst";

/** How much of the time access could be had: by marketplace, and whose connections had it least. */
export function Availability({ view, zone }: { readonly view: AvailabilityPageView; readonly zone: string | null }) {
  const t = translator();
  const moment: Moment = { now: new Date(view.shownAt), zone };
  const { all, providers, worstConnections, worstSellers, since, countedAt } = view;
  const { share } = all.last30;
  return (
    <Page width="admin">
      <PageHead
        title={t("admin.availability.title")}
        lead={share === null ? t("admin.availability.lead") : t("admin.availability.all", { share: shareWords(share) })}
      />
      {providers.length === 0 ? (
        <div className="mt-4">
          <Empty title={t("admin.availability.none")} body={t("admin.availability.none_more")} />
        </div>
      ) : (
        <>
          <AdminSection id="providers" title={t("admin.availability.providers")} lead={t("admin.availability.providers_lead")}>
            <ProviderAvailability providers={providers} />
          </AdminSection>
          <div className="grid gap-x-4 md:grid-cols-2 md:items-start">
            <AdminSection
              id="connections"
              title={t("admin.availability.worst_connections")}
              beside={t("admin.availability.last_30")}
            >
              {worstConnections.length === 0 ? (
                <Nothing>{t("admin.availability.nobody_down")}</Nothing>
              ) : (
                <WorstConnections rows={worstConnections} />
              )}
            </AdminSection>
            <AdminSection id="sellers" title={t("admin.availability.worst_sellers")} beside={t("admin.availability.last_30")}>
              {worstSellers.length === 0 ? (
                <Nothing>{t("admin.availability.nobody_down")}</Nothing>
              ) : (
                <WorstSellers rows={worstSellers} />
              )}
            </AdminSection>
          </div>
        </>
      )}
      <p className="mt-4 px-1 text-sm text-muted">
        <Sentence text="admin.availability.since" nodes={{ day: <Time at={since} moment={moment} as="day" /> }} />{" "}
        {countedAt === null ? (
          t("admin.availability.not_counted")
        ) : (
          <Sentence text="admin.availability.counted" nodes={{ when: <Time at={countedAt} moment={moment} as="relative" /> }} />
        )}
      </p>
      <PageTimes moment={moment} href={routes.admin.availability} />
    </Page>
  );
}
