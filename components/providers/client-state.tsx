import type { ClientView, ProviderPageView } from "../../lib/views/providers";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import type { TypedBack } from "../../lib/views/typed-back";
import { Button, LinkButton } from "../ui/button";
import { Icon } from "../ui/icon";
import type { IconName } from "../ui/icon-paths";
import { Note, Strip } from "../ui/notice";
import { Sentence } from "../ui/sentence";
import { Time } from "../ui/time";
import { Part } from "./part";
import { RemoveClient } from "./remove-client";

type StateProps = {
  readonly view: ProviderPageView;
  readonly client: ClientView;
  readonly typed: TypedBack;
  readonly moment: Moment;
};

type ChoiceProps = {
  readonly client: ClientView;
  readonly provider: string;
  readonly act: "enable" | "stop" | "pause" | "resume" | "first";
  readonly icon: IconName;
  readonly variant?: "main" | "plain" | "end";
  readonly words: string;
  readonly help: string;
};

function Choice({ client, provider, act, icon, variant = "plain", words, help }: ChoiceProps) {
  return (
    <form
      method="post"
      action={routes.api.actOnClient(client.id)}
      className="flex flex-wrap items-center gap-x-4 gap-y-2 py-2.5 not-first:border-t not-first:border-line"
    >
      <input type="hidden" name="provider" value={provider} />
      <p className="min-w-0 flex-[1_1_20rem] text-sm text-pretty text-muted">{help}</p>
      <Button variant={variant} wide="phone" name="act" value={act}>
        <Icon name={icon} />
        {words}
      </Button>
    </form>
  );
}

/** Whether a client takes new connections and whether its connections are renewed: two things that are turned off one by one. */
export function ClientState({ view, client, typed, moment }: StateProps) {
  const t = translator();
  const { provider, canManage, clients } = view;
  const { live, isTaking, isFirst, pausedAt, isStopped } = client;
  const shared = { client, provider: provider.id };
  const beside = clients.filter(({ environment }) => environment.id === client.environment.id).length > 1;
  return (
    <Part id="state" number={8} title={t("admin.provider.state")}>
      {isStopped && pausedAt !== null ? (
        <Strip
          tone="stop"
          icon="octagon-x"
          action={
            <LinkButton href={routes.admin.emergency} size="small">
              {t("admin.emergency.title")}
            </LinkButton>
          }
        >
          <Sentence text="admin.provider.is_stopped" nodes={{ ago: <Time at={pausedAt} moment={moment} as="relative" /> }} />
        </Strip>
      ) : pausedAt === null ? (
        <p className="font-medium">{t(isTaking ? "admin.provider.is_on" : "admin.provider.is_off", { count: live })}</p>
      ) : (
        <Strip tone="warn" icon="pause-circle">
          <Sentence
            text="admin.provider.is_paused"
            values={{ count: live }}
            nodes={{ ago: <Time at={pausedAt} moment={moment} as="relative" /> }}
          />
        </Strip>
      )}
      {canManage ? (
        <div className="mt-2">
          {isTaking ? (
            <Choice
              {...shared}
              act="stop"
              icon="pause"
              words={t("admin.provider.do.stop")}
              help={t("admin.provider.help.stop", { count: live })}
            />
          ) : (
            <Choice
              {...shared}
              act="enable"
              icon="check"
              variant="main"
              words={t("admin.provider.do.enable")}
              help={t("admin.provider.help.enable", { provider: provider.name })}
            />
          )}
          {isTaking && !isFirst && beside ? (
            <Choice
              {...shared}
              act="first"
              icon="refresh"
              words={t("admin.provider.do.first")}
              help={t("admin.provider.help.first")}
            />
          ) : null}
          {isStopped ? null : pausedAt === null ? (
            live > 0 ? (
              <Choice
                {...shared}
                act="pause"
                icon="pause"
                variant="end"
                words={t("admin.provider.do.pause", { count: live })}
                help={t("admin.provider.help.pause", { provider: provider.name })}
              />
            ) : null
          ) : (
            <Choice
              {...shared}
              act="resume"
              icon="refresh"
              variant="main"
              words={t("admin.provider.do.resume")}
              help={t("admin.provider.help.resume", { count: live })}
            />
          )}
          {client.isFromEnvironment || live > 0 ? null : <RemoveClient view={view} client={client} typed={typed} />}
        </div>
      ) : null}
      {canManage && !client.isFromEnvironment && live > 0 ? (
        <div className="mt-3">
          <Note>{t("admin.provider.in_use", { count: live })}</Note>
        </div>
      ) : null}
    </Part>
  );
}
