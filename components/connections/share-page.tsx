import type { ShareView } from "../../lib/views/repair";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { Button, Buttons, LinkButton } from "../ui/button";
import { Icon } from "../ui/icon";
import { Mark } from "../ui/mark";
import { Note } from "../ui/notice";
import { Crumb, Page, PageHead } from "../ui/page";
import { Panel } from "../ui/panel";
import { Sentence } from "../ui/sentence";
import { Time } from "../ui/time";
import { ShareAddress } from "./share-address";

type SharePageProps = {
  /** `address`: of a link that was made a moment ago, shown this once. */
  readonly view: ShareView & { readonly address: string | null };
  readonly moment: Moment;
};

function Make({ id, again }: { readonly id: string; readonly again: boolean }) {
  return (
    <form method="post" action={routes.api.makeLink(id)} className="flex max-md:w-full">
      <Button variant={again ? "plain" : "main"} size="big" wide="phone">
        <Icon name="link" />
        {translator()(again ? "share.make_new" : "share.make")}
      </Button>
    </form>
  );
}

function Open({ view: { id, open }, moment }: { readonly view: ShareView; readonly moment: Moment }) {
  if (open === null) return null;
  const t = translator();
  return (
    <Panel room="padded">
      <p className="text-pretty">
        <Sentence
          text="share.open"
          nodes={{
            made: <Time at={open.madeAt} moment={moment} as="day-time" />,
            ends: <Time at={open.endsAt} moment={moment} as="day-time" />,
          }}
        />{" "}
        {t("share.open_hidden")}
      </p>
      <form method="post" action={routes.api.takeLinkBack(id)} className="mt-4">
        <Button variant="end" wide="phone">
          <Icon name="x" />
          {t("share.take_back")}
        </Button>
      </form>
    </Panel>
  );
}

/** The link by which somebody else can repair this one connection: what it can and cannot do, and how it is ended. */
export function SharePage({ view, moment }: SharePageProps) {
  const t = translator();
  const { id, label, provider, account, cannot, open, address } = view;
  const named = { provider: provider.name, label };
  return (
    <Page width="text">
      <Crumb href={routes.connection(id)}>{label}</Crumb>
      <PageHead
        title={t("share.title", named)}
        mark={<Mark monogram={provider.monogram} tone={provider.tone} size="large" />}
        lead={account === null ? provider.name : t("connect.account", { ...named, account })}
      />
      <p className="mt-6 text-lg text-pretty">{t("share.lead", named)}</p>
      <div className="mt-6 grid gap-4">
        {address === null ? <Open view={view} moment={moment} /> : <ShareAddress view={view} address={address} moment={moment} />}
        {cannot === null ? null : <Note icon="triangle">{t(`share.cannot.${cannot}`, named)}</Note>}
        <Note icon="shield">
          <ul className="grid list-disc gap-1.5 ps-4">
            {["once", "account", "sees"].map((rule) => (
              <li key={rule}>{t(`share.rule.${rule}`, named)}</li>
            ))}
          </ul>
        </Note>
      </div>
      <div className="mt-8">
        <Buttons>
          {cannot === null && address === null ? <Make id={id} again={open !== null} /> : null}
          <LinkButton
            href={routes.connection(id)}
            size="big"
            wide="phone"
            variant={cannot === null && address === null ? "bare" : "plain"}
          >
            {t("disconnect.back", { label })}
          </LinkButton>
        </Buttons>
      </div>
    </Page>
  );
}
