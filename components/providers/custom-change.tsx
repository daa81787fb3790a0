import type { ProviderPageView } from "../../lib/views/providers";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { TypedBack } from "../../lib/views/typed-back";
import { Button } from "../ui/button";
import { Field, TextInput } from "../ui/field";
import { More } from "../ui/more";
import { Note, Strip } from "../ui/notice";
import { problemOf } from "./client-fields";
import { CustomFields } from "./custom-fields";

type CustomChangeProps = { readonly view: ProviderPageView; readonly typed: TypedBack };
const OWN_FIELDS = ["authorize", "token", "revoke", "keys", "issuer", "api", "scopes", "method"];

/** A provider that was described here can be described differently, at a price that is told first; and be taken away. */
export function CustomChange({ view, typed }: CustomChangeProps) {
  const t = translator();
  const { custom, provider, live, canManage } = view;
  if (custom === null || !canManage) return null;
  const isOpen = OWN_FIELDS.some((field) => typed.problem === field || typed.values[field] !== undefined);
  return (
    <div className="mt-3 grid gap-1">
      <More summary={t("admin.provider.own_change")} open={isOpen}>
        <form method="post" action={routes.api.changeProvider(provider.id)} className="grid gap-4">
          <Strip tone="warn" icon="triangle">
            {t("admin.provider.own_warning", { count: live })}
          </Strip>
          <input type="hidden" name="revision" value={(isOpen ? typed.values["revision"] : undefined) ?? custom.revision} />
          <CustomFields typed={isOpen ? typed : { problem: null, values: {} }} start={custom.typed} />
          {typed.problem === "sign_in_again" ? <Note icon="shield">{t("admin.provider.again")}</Note> : null}
          <div>
            <Button variant="end" wide="phone">
              {t("admin.provider.own_save", { count: live })}
            </Button>
          </div>
        </form>
      </More>
      {live > 0 ? (
        <p className="text-sm text-muted">{t("admin.provider.own_in_use", { count: live })}</p>
      ) : (
        <More summary={t("admin.provider.own_remove")} open={typed.problem === "typed_name" || typed.problem === "in_use"}>
          <form method="post" action={routes.api.removeProvider(provider.id)} className="grid max-w-text gap-4">
            <Field
              id="typed_name"
              label={t("admin.provider.own_typed", { name: provider.name })}
              error={problemOf(typed, "typed_name")}
            >
              {(control) => (
                <TextInput
                  look="normal"
                  {...control}
                  name="typed_name"
                  required
                  autoComplete="off"
                  defaultValue={typed.values["typed_name"]}
                />
              )}
            </Field>
            <div>
              <Button variant="end" wide="phone">
                {t("admin.provider.own_remove_do", { name: provider.name })}
              </Button>
            </div>
          </form>
        </More>
      )}
    </div>
  );
}
