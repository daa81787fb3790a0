import type { ConnectPageView } from "../../lib/views/flow";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { Tag } from "../ui/badge";
import { Button, Buttons, LinkButton } from "../ui/button";
import { Icon } from "../ui/icon";
import { Mark } from "../ui/mark";
import { Crumb, Page, PageHead } from "../ui/page";
import { Block } from "../ui/panel";
import { Sentence } from "../ui/sentence";
import { StickyAction } from "../ui/sticky-action";
import { ConnectAllow } from "./connect-allow";
import { ConnectFields } from "./connect-fields";
import { ConnectLabel } from "./connect-label";
import { ConnectNotes } from "./connect-notes";
import { ConnectChoices, ConnectOneOf } from "./connect-permissions";
import { ConnectReturned } from "./connect-returned";
import { ConnectTrip } from "./connect-trip";

const FORM = "connect";

/** The page before a seller leaves: where to, what for, and under which name. Also used to reconnect in place. */
export function ConnectPage({ view }: { readonly view: ConnectPageView }) {
  const t = translator();
  const { provider, optional, oneOf, fields, reconnect } = view;
  const named = { provider: provider.name };
  const host = view.hostIsOpen ? t("connect.host_open", { suffix: view.host }) : view.host;
  const back = reconnect ? routes.connection(reconnect.id) : routes.choose;
  const page = reconnect ? routes.reconnect(reconnect.id) : routes.connect(provider.id);
  const lead = reconnect
    ? reconnect.account
      ? t("connect.account", { ...named, account: reconnect.account })
      : provider.name
    : null;
  const go = (
    <>
      {t("connect.continue", named)}
      <Icon name="out" />
    </>
  );
  return (
    <Page width="text">
      <Crumb href={back}>{reconnect ? reconnect.label : t("connect.back_to")}</Crumb>
      <ConnectReturned view={view} />
      <PageHead
        title={reconnect ? t("connect.reconnect_title", { label: reconnect.label }) : t("connect.title", named)}
        mark={<Mark monogram={provider.monogram} tone={provider.tone} size="large" />}
        beside={provider.isTest ? <Tag>{t("card.test")}</Tag> : null}
        lead={lead}
        center
      />
      <Block title={t("connect.what_happens")}>
        <p className="text-md text-pretty text-muted">
          <Sentence
            text="connect.go"
            nodes={{
              host: <b className="text-ink wrap-anywhere">{host}</b>,
              never: <b className="text-ink">{t("connect.never_password")}</b>,
            }}
          />
        </p>
        {reconnect?.account ? (
          <p className="mt-2 text-md text-pretty text-muted">
            <Sentence
              text="connect.same_account"
              nodes={{ account: <b className="text-ink wrap-anywhere">{reconnect.account}</b> }}
            />
          </p>
        ) : null}
        {reconnect && !reconnect.account ? (
          <p className="mt-2 text-md text-pretty text-muted">
            {t(reconnect.isChecked ? "connect.same_account_unnamed" : "connect.same_account_open", named)}
          </p>
        ) : null}
        <ConnectTrip provider={provider} host={host} />
      </Block>
      {view.useNote === null ? null : (
        <Block title={t("connect.use")}>
          <p dir="auto" className="max-w-text text-md whitespace-pre-line wrap-anywhere text-muted">
            {view.useNote}
          </p>
        </Block>
      )}
      <form method="post" action={routes.api.start(provider.id)} id={FORM}>
        {/* Enter in a field presses the first button of a form, which must not be a quick choice. */}
        <button type="submit" hidden />
        {reconnect ? (
          <input type="hidden" name="reconnect" value={reconnect.id} />
        ) : (
          <input type="hidden" name="environment" value={view.environmentId} />
        )}
        {view.reference ? <input type="hidden" name="reference" value={view.reference} /> : null}
        <ConnectAllow title={t("connect.allow")} view={view} />
        {oneOf.length > 0 ? (
          <Block title={t("connect.choose_one")} group>
            <ConnectOneOf oneOf={oneOf} returned={view.returned} />
          </Block>
        ) : null}
        {optional.length > 0 ? (
          <div id="choose" className="scroll-mt-4">
            <Block title={t("connect.choose")} help={t("connect.choose_help", named)} group>
              <ConnectChoices optional={optional} returned={view.returned} page={page} />
            </Block>
          </div>
        ) : null}
        <div className="mt-8 grid gap-6">
          {fields.length > 0 ? <ConnectFields fields={fields} returned={view.returned} /> : null}
          {reconnect ? null : <ConnectLabel view={view} />}
          <ConnectNotes view={view} />
        </div>
        <div className="mt-8 border-t border-line pt-6">
          <div className="mb-4 max-md:hidden">
            <Buttons>
              <Button variant="main" size="big">
                {go}
              </Button>
              <LinkButton href={back} variant="bare" size="big">
                {t("connect.back")}
              </LinkButton>
            </Buttons>
          </div>
          <p className="text-sm leading-6 text-faint">
            <Sentence text="connect.fine" nodes={{ store: <a href={`${routes.help}#store`}>{t("foot.store")}</a> }} />
            <br />
            <Sentence
              text="connect.error_page"
              values={named}
              nodes={{ ref: <span className="font-mono">{view.reference}</span> }}
            />
          </p>
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
