import type { ClientView, ProviderPageView, SecretView } from "../../lib/views/providers";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import type { TypedBack } from "../../lib/views/typed-back";
import { Button } from "../ui/button";
import { Field, TextInput } from "../ui/field";
import { More } from "../ui/more";
import { Strip } from "../ui/notice";
import { Sentence } from "../ui/sentence";
import { Time } from "../ui/time";
import { problemOf, SECRET_INPUT } from "./client-fields";
import { Part } from "./part";

type SecretsProps = {
  readonly view: ProviderPageView;
  readonly client: ClientView;
  readonly typed: TypedBack;
  readonly moment: Moment;
};

function Arrange({
  client,
  provider,
  secret: { place, savedAt, ends },
  act,
}: {
  readonly client: ClientView;
  readonly provider: string;
  readonly secret: SecretView;
  readonly act: "use" | "remove";
}) {
  const t = translator();
  return (
    <form method="post" action={routes.api.arrangeSecret(client.id)}>
      <input type="hidden" name="provider" value={provider} />
      <input type="hidden" name="place" value={place} />
      <input type="hidden" name="saved" value={savedAt} />
      <Button
        size="small"
        name="act"
        value={act}
        variant={act === "remove" ? "end" : "plain"}
        aria-label={t(`admin.provider.secret_${act}_named`, { ends })}
      >
        {t(`admin.provider.secret_${act}`)}
      </Button>
    </form>
  );
}

function Secret({
  secret,
  client,
  provider,
  canEdit,
  moment,
}: {
  readonly secret: SecretView;
  readonly client: ClientView;
  readonly provider: string;
  readonly canEdit: boolean;
  readonly moment: Moment;
}) {
  const t = translator();
  const several = client.secrets.length > 1;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-2 not-first:border-t not-first:border-line">
      <span className="min-w-0 flex-[1_1_16rem]">
        <Sentence
          text={secret.ends === "" ? "admin.provider.saved_short" : "admin.provider.saved"}
          values={{ ends: secret.ends }}
          nodes={{ date: <Time at={secret.savedAt} moment={moment} as="day" /> }}
        />
        {several ? (
          <span className="block text-sm text-muted">
            {t(secret.place === 0 ? "admin.provider.secret_now" : "admin.provider.secret_beside")}
          </span>
        ) : null}
        {secret.verdict === null || secret.verdict === "no_word" ? null : (
          <span className={`block text-sm ${secret.verdict === "refused" ? "text-stop" : "text-good"}`}>
            {t(`admin.provider.secret_${secret.verdict}`)}
          </span>
        )}
      </span>
      {canEdit && several ? (
        <span className="flex flex-wrap gap-2">
          {secret.place === 0 ? null : <Arrange client={client} provider={provider} secret={secret} act="use" />}
          <Arrange client={client} provider={provider} secret={secret} act="remove" />
        </span>
      ) : null}
    </li>
  );
}

/** What proves that it is us. It goes in and never comes out: only when it was saved and how it ends. */
export function ClientSecrets({ view, client, typed, moment }: SecretsProps) {
  const t = translator();
  const { provider, canManage } = view;
  const canEdit = canManage && !client.isFromEnvironment;
  const error = ["client_secret", "secret_same", "secret_most", "secret_last"]
    .map((field) => problemOf(typed, field))
    .find((each) => each !== undefined);
  const empty = client.isLocked
    ? "admin.provider.secret_locked"
    : client.isFromEnvironment
      ? "admin.provider.secret_environment"
      : client.hasSecret
        ? "admin.provider.secret_kept"
        : "admin.provider.secret_none";
  return (
    <Part id="secret" number={3} title={t("admin.provider.secret")}>
      {client.isLocked ? (
        <Strip tone="stop" icon="octagon-x">
          {t("admin.provider.secret_locked")}
        </Strip>
      ) : client.secrets.length === 0 ? (
        <p className="text-muted">{t(empty)}</p>
      ) : (
        <ul>
          {client.secrets.map((secret) => (
            <Secret
              key={`${secret.savedAt}${secret.place}`}
              secret={secret}
              client={client}
              provider={provider.id}
              canEdit={canEdit}
              moment={moment}
            />
          ))}
        </ul>
      )}
      {canEdit && !client.isLocked ? (
        <div className="mt-3">
          <More
            summary={t(client.secrets.length === 0 ? "admin.provider.secret_add" : "admin.provider.secret_replace")}
            open={error !== undefined || typed.problem === "sign_in_again" || client.secrets.length === 0}
          >
            <form method="post" action={routes.api.addSecret(client.id)} className="grid max-w-text gap-4">
              <input type="hidden" name="provider" value={provider.id} />
              <Field
                id="client_secret"
                label={t("admin.provider.secret_new")}
                help={t("admin.provider.secret_new_help")}
                error={error}
              >
                {(control) => (
                  <TextInput look="normal" {...control} {...SECRET_INPUT} name="client_secret" required maxLength={2048} />
                )}
              </Field>
              <div>
                <Button wide="phone">{t("admin.provider.secret_save")}</Button>
              </div>
            </form>
          </More>
        </div>
      ) : null}
    </Part>
  );
}
