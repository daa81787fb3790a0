import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { Crumb, Page, PageHead } from "../ui/page";
import { Panel } from "../ui/panel";
import { Points } from "./points";
import { States } from "./states";
import { Prose, Topic } from "./topic";

const TOPICS = ["what", "states", "clocks", "store", "safe", "disconnect", "pause", "more"] as const;

/** What Holdfast does, in plain words, for somebody who is signed in and for somebody who is not. */
export function Help({ isSignedIn }: { readonly isSignedIn: boolean }) {
  const t = translator();
  const points = (topic: string, names: readonly string[]) => names.map((name) => t(`help.${topic}.${name}`));
  const topic = (id: (typeof TOPICS)[number]) => ({ id, title: t(`help.${id}.title`) });
  return (
    <Page width="text">
      <Crumb href={isSignedIn ? routes.connections : routes.signIn}>{t(isSignedIn ? "nav.connections" : "help.sign_in")}</Crumb>
      <PageHead title={t("help.title")} lead={t("help.lead")} />
      <nav aria-label={t("help.on_page")} className="mt-5 flex flex-wrap gap-x-5 gap-y-1">
        {TOPICS.map((id) => (
          <a key={id} href={`#${id}`} className="inline-flex items-center touch:min-h-11">
            {t(`help.${id}.title`)}
          </a>
        ))}
      </nav>
      <Topic {...topic("what")}>
        <Prose>{t("help.what.body")}</Prose>
      </Topic>
      <Topic {...topic("states")}>
        <Prose>{t("help.states.lead")}</Prose>
        <States />
      </Topic>
      <Topic {...topic("clocks")}>
        <Panel>
          <dl className="grid md:grid-cols-2">
            {(["access", "permission"] as const).map((clock) => (
              <div key={clock} className="p-5 not-first:border-line max-md:not-first:border-t md:px-6 md:not-first:border-s">
                <dt className="font-semibold">{t(`help.clocks.${clock}`)}</dt>
                <dd className="mt-1 text-pretty text-muted">{t(`help.clocks.${clock}_body`)}</dd>
              </div>
            ))}
          </dl>
        </Panel>
      </Topic>
      <Topic {...topic("store")}>
        <Points icon="yes" items={points("store", ["key", "names", "you", "history"])} />
        <h3 className="mt-5 mb-2.5 text-md font-semibold">{t("help.store.never_title")}</h3>
        <Points icon="x" items={points("store", ["never_password", "never_money"])} />
      </Topic>
      <Topic {...topic("safe")}>
        <Points icon="shield" items={points("safe", ["locked", "never_shown", "same_account", "yours"])} />
      </Topic>
      <Topic {...topic("disconnect")}>
        <Points icon="yes" items={points("disconnect", ["first", "second", "third"])} />
      </Topic>
      <Topic {...topic("pause")}>
        <Prose>{t("help.pause.body")}</Prose>
      </Topic>
      <Topic {...topic("more")}>
        <Prose>{t("help.more.body")}</Prose>
      </Topic>
    </Page>
  );
}
