import type { ClientView, ProviderPageView, TestView } from "../../lib/views/providers";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { Sentence } from "../ui/sentence";
import { Time } from "../ui/time";
import { TONES } from "../ui/tone";
import { Part } from "./part";

const LOOKS = {
  well: { tone: "good", icon: "check" },
  wrong: { tone: "stop", icon: "octagon-x" },
  open: { tone: "idle", icon: "help" },
} as const;

function Step({
  step,
  provider,
  children,
}: {
  readonly step: TestView["steps"][number];
  readonly provider: string;
  readonly children?: React.ReactNode;
}) {
  const t = translator();
  const { tone, icon } = LOOKS[step.state];
  const text = `admin.provider.test.${step.name}.${step.why}`;
  return (
    <li className={`${TONES[tone]} flex items-start gap-3 py-2.5 not-first:border-t not-first:border-line`}>
      <span className="text-tone-icon mt-0.5">
        <Icon name={icon} />
      </span>
      <div className="flex min-w-0 flex-1 flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-[1_1_20rem]">
          <p className="flex flex-wrap items-baseline gap-x-2">
            <span className="font-medium">{t(`admin.provider.test.${step.name}.name`)}</span>
            <span className="text-tone text-sm">{t(`admin.provider.test.state.${step.state}`)}</span>
          </p>
          <p className="text-sm text-pretty text-muted wrap-anywhere">{t(text, { provider, ...step.values })}</p>
        </div>
        {children}
      </div>
    </li>
  );
}

/** A sign-in of one's own takes the client that a seller's would, so it proves this one only where they are the same. */
function WithMyAccount({ view, client }: { readonly view: ProviderPageView; readonly client: ClientView }) {
  const t = translator();
  const first = view.clients.find(({ isFirst, environment }) => isFirst && environment.id === client.environment.id);
  if (first?.id === client.id)
    return (
      <a
        href={routes.connect(view.provider.id, client.environment.id)}
        className="inline-flex items-center text-sm touch:min-h-11"
      >
        {t("admin.provider.test.mine")}
      </a>
    );
  return (
    <p className="basis-full text-sm text-pretty text-muted">
      {first === undefined
        ? t("admin.provider.test.mine_off")
        : t("admin.provider.test.mine_other", { client: first.name ?? t("admin.provider.plain_client") })}
    </p>
  );
}

/** Whether what is set up works, step by step, and what to do about what does not. */
export function TestSteps({
  view,
  client,
  moment,
}: {
  readonly view: ProviderPageView;
  readonly client: ClientView;
  readonly moment: Moment;
}) {
  const t = translator();
  const { provider, canManage } = view;
  const { test } = client;
  return (
    <Part
      id="test"
      number={7}
      title={t("admin.provider.test.title")}
      lead={t("admin.provider.test.lead", { provider: provider.name })}
    >
      {canManage ? (
        <form method="post" action={routes.api.testClient(client.id)} className="flex flex-wrap items-center gap-3">
          <input type="hidden" name="provider" value={provider.id} />
          <Button variant={test === null ? "main" : "plain"} wide="phone">
            {t(test === null ? "admin.provider.test.do" : "admin.provider.test.again")}
          </Button>
          {test === null ? null : (
            <span className="text-sm text-muted">
              <Sentence text="admin.provider.test.at" nodes={{ ago: <Time at={test.at} moment={moment} as="relative" /> }} />
            </span>
          )}
        </form>
      ) : null}
      {test === null ? null : (
        <ol className="mt-2" aria-label={t("admin.provider.test.title")}>
          {test.steps.map((step) => (
            <Step key={step.name} step={step} provider={provider.name}>
              {step.name === "callback" ? <WithMyAccount view={view} client={client} /> : null}
            </Step>
          ))}
        </ol>
      )}
    </Part>
  );
}
