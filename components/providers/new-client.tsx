import type { ProviderPageView } from "../../lib/views/providers";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { TypedBack } from "../../lib/views/typed-back";
import { Button } from "../ui/button";
import { Field, Select, TextInput } from "../ui/field";
import { Note } from "../ui/notice";
import { ClientFields, PLAIN_INPUT, problemOf, SECRET_INPUT } from "./client-fields";
import { Part } from "./part";

type NewClientProps = { readonly view: ProviderPageView; readonly typed: TypedBack };

/** A client that we register at a provider: its first one, or another beside those that are there. */
export function NewClient({ view, typed }: NewClientProps) {
  const t = translator();
  const { provider, clients, environments, newFields, secretIsOptional } = view;
  const values = { provider: provider.name };
  return (
    <Part
      id="client"
      number="2–3"
      title={t(clients.length > 0 ? "admin.provider.another" : "admin.provider.first")}
      lead={t(clients.length > 0 ? "admin.provider.another_lead" : "admin.provider.first_lead", values)}
    >
      <form method="post" action={routes.api.addClient(provider.id)} className="grid max-w-text gap-4">
        <div className="grid gap-4 md:grid-cols-2">
          <Field
            id="name"
            label={t("admin.provider.name")}
            help={t("admin.provider.name_help")}
            error={problemOf(typed, "name") ?? problemOf(typed, "name_taken")}
          >
            {(control) => (
              <TextInput
                look="normal"
                {...control}
                name="name"
                required
                maxLength={32}
                defaultValue={typed.values["name"] ?? (clients.length > 0 ? "" : "main")}
                autoComplete="off"
              />
            )}
          </Field>
          <Field id="environment" label={t("admin.provider.environment")} error={problemOf(typed, "environment")}>
            {(control) => (
              <Select look="normal" {...control} name="environment" defaultValue={typed.values["environment"]}>
                {environments.map(({ id, label }) => (
                  <option key={id} value={id}>
                    {label}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
        <Field id="client_id" label={t("admin.provider.client_id")} error={problemOf(typed, "client_id")}>
          {(control) => (
            <TextInput
              look="normal"
              {...control}
              {...PLAIN_INPUT}
              name="client_id"
              required
              maxLength={2048}
              defaultValue={typed.values["client_id"]}
            />
          )}
        </Field>
        <Field
          id="client_secret"
          label={t("admin.provider.secret")}
          help={t(secretIsOptional ? "admin.provider.secret_optional" : "admin.provider.secret_help")}
          error={problemOf(typed, "client_secret")}
        >
          {(control) => (
            <TextInput
              look="normal"
              {...control}
              {...SECRET_INPUT}
              name="client_secret"
              required={!secretIsOptional}
              maxLength={2048}
            />
          )}
        </Field>
        <ClientFields fields={newFields} typed={typed} />
        {typed.problem === "sign_in_again" ? <Note icon="shield">{t("admin.provider.again")}</Note> : null}
        <div>
          <Button variant="main" wide="phone">
            {t("admin.provider.save_new")}
          </Button>
          <p className="mt-2 text-sm text-muted">{t("admin.provider.save_new_help")}</p>
        </div>
      </form>
    </Part>
  );
}
