import type { RepairView } from "../../lib/views/repair";
import { routes } from "../../lib/views/routes";
import { hasText, translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { ConnectAllow } from "../connections/connect-allow";
import { ConnectFields } from "../connections/connect-fields";
import { ConnectTrip } from "../connections/connect-trip";
import { Tag } from "../ui/badge";
import { Button } from "../ui/button";
import { Definition, Definitions } from "../ui/definitions";
import { Icon } from "../ui/icon";
import { Mark } from "../ui/mark";
import { Note, Strip } from "../ui/notice";
import { Page, PageHead } from "../ui/page";
import { Block, Panel } from "../ui/panel";
import { Sentence } from "../ui/sentence";
import { StickyAction } from "../ui/sticky-action";
import { Time } from "../ui/time";

type Open = Extract<RepairView, { readonly state: "open" }>;
type RepairPageProps = {
  /** `problem`: why the button did not lead on. */
  readonly view: Open & { readonly problem: string | null };
  readonly code: string;
  readonly moment: Moment;
};

const FORM = "repair";

function Problem({ problem, provider }: { readonly problem: string; readonly provider: string }) {
  const t = translator();
  const key = [`repair.end.${problem}`, `err.${problem}`].find((known) => hasText(`${known}.title`)) ?? "err.changed_meanwhile";
  const body = hasText(`${key}.body_open`) ? `${key}.body_open` : `${key}.body`;
  return (
    <div role="alert" className="mb-6">
      <Strip tone="warn" icon="triangle">
        <b>{t(`${key}.title`, { provider })}.</b> {t(body, { provider })}
      </Strip>
    </div>
  );
}

/** Who asks, and for which account: whoever was given the link has to know both before they sign in anywhere. */
function Asked({ view, moment }: { readonly view: Open; readonly moment: Moment }) {
  const t = translator();
  return (
    <Panel room="padded">
      <Definitions>
        <Definition term={t("repair.asker")}>
          <b>{view.asker}</b>
        </Definition>
        <Definition term={t("repair.connection")}>{view.label}</Definition>
        <Definition term={t("repair.marketplace")}>{view.provider.name}</Definition>
        {view.account === null ? null : (
          <Definition term={t("repair.account")}>
            <b>{view.account}</b>
          </Definition>
        )}
        <Definition term={t("repair.ends")}>
          <Time at={view.endsAt} moment={moment} as="day-time" />
        </Definition>
      </Definitions>
    </Panel>
  );
}

/** What a reconnect link opens. It needs no account here, shows nothing else, and leads to the marketplace. */
export function RepairPage({ view, code, moment }: RepairPageProps) {
  const t = translator();
  const { provider, account, asker, fields, returned, signOutUrl } = view;
  const named = { provider: provider.name };
  const host = view.hostIsOpen ? t("connect.host_open", { suffix: view.host }) : view.host;
  const go = (
    <>
      {t("connect.continue", named)}
      <Icon name="out" />
    </>
  );
  return (
    <Page width="text">
      {view.problem === null ? null : <Problem problem={view.problem} provider={provider.name} />}
      <PageHead
        title={t("repair.title", named)}
        mark={<Mark monogram={provider.monogram} tone={provider.tone} size="large" />}
        beside={provider.isTest ? <Tag>{t("card.test")}</Tag> : null}
        lead={<Sentence text="repair.lead" values={named} nodes={{ asker: <b className="text-ink">{asker}</b> }} />}
      />
      <div className="mt-6">
        <Asked view={view} moment={moment} />
      </div>
      <Block title={t("connect.what_happens")}>
        <p className="text-md text-pretty text-muted">
          <Sentence
            text="connect.go"
            nodes={{
              host: <b className="text-ink wrap-anywhere">{host}</b>,
              never: <b className="text-ink">{t("connect.never_password")}</b>,
            }}
          />{" "}
          {account === null ? (
            t("connect.same_account_unnamed", named)
          ) : (
            <Sentence text="repair.same_account" nodes={{ account: <b className="text-ink wrap-anywhere">{account}</b> }} />
          )}{" "}
          {signOutUrl ? <a href={signOutUrl}>{t("connect.sign_out_first", named)}</a> : null}
        </p>
        <ConnectTrip provider={provider} host={host} />
      </Block>
      <form method="post" action={routes.api.startRepair(code)} id={FORM}>
        <ConnectAllow title={t("repair.allow", { asker })} view={view} />
        <div className="mt-8 grid gap-6 empty:hidden">
          {fields.length > 0 ? <ConnectFields fields={fields} returned={returned} /> : null}
          <Note icon="shield">
            {t("repair.safe")} {t("repair.unsure_of_asker", { asker })}
          </Note>
        </div>
        <div className="mt-8 max-md:hidden">
          <Button variant="main" size="big">
            {go}
          </Button>
        </div>
      </form>
      <StickyAction>
        <Button variant="main" size="big" wide="always" form={FORM}>
          {go}
        </Button>
      </StickyAction>
    </Page>
  );
}
