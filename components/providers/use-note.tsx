import type { ProviderPageView } from "../../lib/views/providers";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { TypedBack } from "../../lib/views/typed-back";
import { Button } from "../ui/button";
import { Field, TextArea } from "../ui/field";
import { problemOf } from "./client-fields";
import { Part } from "./part";

/** What sellers read about what this deployment does with their access. */
export function UseNote({ view, typed }: { readonly view: ProviderPageView; readonly typed: TypedBack }) {
  const t = translator();
  const { provider, useNote, canManage } = view;
  const values = { provider: provider.name };
  return (
    <Part id="use" number={5} title={t("admin.provider.use")} lead={t("admin.provider.use_lead", values)}>
      {canManage ? (
        <form method="post" action={routes.api.providerNote(provider.id)} className="grid max-w-text gap-3">
          <Field
            id="note"
            label={t("admin.provider.use_label")}
            help={t("admin.provider.use_help")}
            error={problemOf(typed, "note")}
          >
            {(control) => (
              <TextArea
                {...control}
                name="note"
                rows={3}
                maxLength={600}
                dir="auto"
                defaultValue={typed.values["note"] ?? useNote ?? ""}
              />
            )}
          </Field>
          <div>
            <Button wide="phone">{t("admin.provider.use_save")}</Button>
          </div>
        </form>
      ) : (
        <p dir="auto" className="max-w-text whitespace-pre-line">
          {useNote ?? t("admin.provider.use_none")}
        </p>
      )}
    </Part>
  );
}
