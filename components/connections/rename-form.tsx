import type { ConnectPageView } from "../../lib/views/flow";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { Button } from "../ui/button";
import { Field, TextInput } from "../ui/field";
import { Icon } from "../ui/icon";

/** What was typed, and which failure refused it. */
export type RefusedName = Pick<NonNullable<ConnectPageView["returned"]>, "label" | "problem">;

type RenameFormProps = { readonly id: string; readonly label: string; readonly refused: RefusedName | null };

/** Renaming in place. Opened, it takes a line of its own below the title; a refused name finds it open. */
export function RenameForm({ id, label, refused }: RenameFormProps) {
  const t = translator();
  return (
    <details open={refused !== null} className="-ms-2 open:order-2 open:basis-full md:-ms-1">
      <summary
        aria-label={t("detail.rename_name", { label })}
        className="inline-flex min-h-9 items-center justify-center gap-1.5 rounded-md px-2.5 text-base font-medium text-muted hover:bg-hover hover:text-ink touch:min-h-11 touch:min-w-11"
      >
        <Icon name="pencil" />
        <span className="max-md:hidden">{t("detail.rename")}</span>
      </summary>
      <form
        method="post"
        action={routes.api.rename(id)}
        className="mt-3 mb-2 flex max-w-text flex-wrap items-start gap-x-2 gap-y-3 ps-2.5"
      >
        <div className="min-w-0 flex-[1_1_14rem]">
          <Field
            id="label"
            label={t("detail.rename_label")}
            help={t("detail.rename_help")}
            error={refused ? <span role="alert">{t(`err.${refused.problem}.body`)}</span> : null}
          >
            {(control) => (
              <TextInput
                {...control}
                look="normal"
                name="label"
                defaultValue={refused?.label ?? label}
                {...(refused ? { autoFocus: true } : {})}
                required
                maxLength={60}
                autoComplete="off"
                dir="auto"
              />
            )}
          </Field>
        </div>
        <div className="pt-8 max-md:w-full max-md:pt-0">
          <Button wide="phone">{t("detail.rename_save")}</Button>
        </div>
      </form>
    </details>
  );
}
