import { askedBehind } from "../../lib/views/admin-overview";
import type { ProviderPageView } from "../../lib/views/providers";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import type { TypedBack } from "../../lib/views/typed-back";
import { listAddress } from "../admin/list-address";
import { HealthWord } from "../admin/state-word";
import { Mark } from "../ui/mark";
import { Note } from "../ui/notice";
import { Crumb, Page, PageHead } from "../ui/page";
import { CallbackAddress } from "./callback-address";
import { ClientIdentity } from "./client-identity";
import { ClientSecrets } from "./client-secrets";
import { ClientState } from "./client-state";
import { ClientTabs } from "./client-tabs";
import { CustomChange } from "./custom-change";
import { Facts } from "./facts";
import { NewClient } from "./new-client";
import { Permissions } from "./permissions";
import { TestSteps } from "./test-steps";
import { UseNote } from "./use-note";

type ProviderPageProps = { readonly view: ProviderPageView & { readonly typed: TypedBack }; readonly moment: Moment };

/** One marketplace, in the order in which it is set up: the address first, because that is what it asks for first. */
export function ProviderPage({ view, moment }: ProviderPageProps) {
  const t = translator();
  const { provider, shown, typed, live, canManage } = view;
  return (
    <Page width="admin">
      <Crumb href={routes.admin.providers}>{t("admin.provider.list")}</Crumb>
      <PageHead
        title={provider.name}
        mark={<Mark monogram={provider.monogram} tone={provider.tone} />}
        beside={<HealthWord health={view.health} />}
        lead={
          live === 0 ? null : (
            <a
              href={listAddress({ provider: provider.id, ...askedBehind("all", "") })}
              className="inline-flex items-center touch:min-h-11"
            >
              {t("admin.provider.connections", { count: live })}
            </a>
          )
        }
      />
      <ClientTabs view={view} />
      <CallbackAddress view={view} />
      {shown === null ? (
        canManage ? (
          <NewClient view={view} typed={typed} />
        ) : (
          <div className="mt-4">
            <Note>{t("admin.provider.none", { provider: provider.name })}</Note>
          </div>
        )
      ) : (
        <div className="grid items-start gap-x-4 md:grid-cols-2">
          <ClientIdentity view={view} client={shown} typed={typed} />
          <ClientSecrets view={view} client={shown} typed={typed} moment={moment} />
        </div>
      )}
      <Permissions view={view} />
      <UseNote view={view} typed={typed} />
      <Facts view={view}>
        <CustomChange view={view} typed={typed} />
      </Facts>
      {shown === null ? null : (
        <>
          <TestSteps view={view} client={shown} moment={moment} />
          <ClientState view={view} client={shown} typed={typed} moment={moment} />
        </>
      )}
    </Page>
  );
}
