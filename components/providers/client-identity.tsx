import type { ClientView, ProviderPageView } from "../../lib/views/providers";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { TypedBack } from "../../lib/views/typed-back";
import { Button } from "../ui/button";
import { Field, TextInput } from "../ui/field";
import { More } from "../ui/more";
import { Note, Strip } from "../ui/notice";
import { ClientFields, capital, PLAIN_INPUT, problemOf } from "./client-fields";
import { Part } from "./part";

type IdentityProps = { readonly view: ProviderPageView; readonly client: ClientView; readonly typed: TypedBack };

/** As whom we come: the client id. While connections hang on it, it stays, and a client beside it is offered. */
export function ClientIdentity({ view, client, typed }: IdentityProps) {
  const t = translator();
  const { provider, canManage } = view;
  const canEdit = canManage && !client.isFromEnvironment;
  const error = problemOf(typed, "client_id") ?? problemOf(typed, "id_in_use");
  const wrongField = typed.problem?.startsWith("value.") ?? false;
  return (
    <Part id="client" number={2} title={t("admin.provider.client_id")}>
      <p dir="ltr" className="font-mono text-sm wrap-anywhere">
        {client.clientId}
      </p>
      {client.fields.some(({ value }) => value !== null) ? (
        <dl className="mt-3 grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm">
          {client.fields
            .filter(({ value, isSecret }) => value !== null && !isSecret)
            .map(({ name, label, value }) => (
              <div key={name} className="contents">
                <dt className="text-muted">{name === "alias" ? t("admin.provider.alias") : capital(label)}</dt>
                <dd dir="ltr" className="font-mono wrap-anywhere">
                  {value}
                </dd>
              </div>
            ))}
        </dl>
      ) : null}
      {client.isFromEnvironment ? <p className="mt-2 text-sm text-muted">{t("admin.provider.from_environment")}</p> : null}
      {canEdit ? (
        <div className="mt-3">
          <More
            summary={t(client.fields.length > 0 ? "admin.provider.change_id_more" : "admin.provider.change_id")}
            open={error !== undefined || wrongField}
          >
            <form method="post" action={routes.api.changeClient(client.id)} className="grid max-w-text gap-4">
              <input type="hidden" name="provider" value={provider.id} />
              {client.live > 0 ? (
                <Strip
                  tone="warn"
                  icon="triangle"
                  action={
                    <a href={routes.admin.provider(provider.id, "new")} className="inline-flex items-center touch:min-h-11">
                      {t("admin.provider.parallel")}
                    </a>
                  }
                >
                  {t("admin.provider.old_id", { count: client.live })}
                </Strip>
              ) : null}
              <Field id="client_id" label={t("admin.provider.client_id")} error={error}>
                {(control) => (
                  <TextInput
                    look="normal"
                    {...control}
                    {...PLAIN_INPUT}
                    name="client_id"
                    required
                    readOnly={client.live > 0}
                    maxLength={2048}
                    defaultValue={client.live > 0 ? client.clientId : (typed.values["client_id"] ?? client.clientId)}
                  />
                )}
              </Field>
              <ClientFields fields={client.fields} typed={typed} />
              {typed.problem === "sign_in_again" ? <Note icon="shield">{t("admin.provider.again")}</Note> : null}
              {client.live > 0 && client.fields.length === 0 ? null : (
                <div>
                  <Button wide="phone">{t("admin.provider.save_id")}</Button>
                </div>
              )}
            </form>
          </More>
        </div>
      ) : null}
    </Part>
  );
}
