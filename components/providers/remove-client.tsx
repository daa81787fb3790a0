import type { ClientView, ProviderPageView } from "../../lib/views/providers";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { TypedBack } from "../../lib/views/typed-back";
import { Button } from "../ui/button";
import { Field, TextInput } from "../ui/field";
import { More } from "../ui/more";
import { Note } from "../ui/notice";
import { PLAIN_INPUT, problemOf } from "./client-fields";

type RemoveClientProps = {
  readonly view: Pick<ProviderPageView, "provider">;
  readonly client: ClientView;
  readonly typed: TypedBack;
};

/** Its secret cannot be brought back, so whoever removes a client types which one is meant. */
export function RemoveClient({ view, client, typed }: RemoveClientProps) {
  const t = translator();
  const isOpen = typed.values["client_name"] !== undefined || typed.problem === "client_name";
  return (
    <div className="py-2.5 not-first:border-t not-first:border-line">
      <More summary={t("admin.provider.do.remove")} open={isOpen}>
        <form method="post" action={routes.api.removeClient(client.id)} className="grid max-w-text gap-4">
          <input type="hidden" name="provider" value={view.provider.id} />
          <p className="text-sm text-pretty text-muted">{t("admin.provider.help.remove")}</p>
          <Field
            id="client_name"
            label={t("admin.provider.own_typed", { name: client.name ?? "" })}
            error={problemOf(typed, "client_name")}
          >
            {(control) => (
              <TextInput
                look="normal"
                {...control}
                {...PLAIN_INPUT}
                name="client_name"
                required
                maxLength={40}
                defaultValue={typed.values["client_name"]}
              />
            )}
          </Field>
          {isOpen && typed.problem === "sign_in_again" ? <Note icon="shield">{t("admin.provider.again")}</Note> : null}
          <div>
            <Button variant="end" wide="phone">
              {t("admin.provider.do.remove")}
            </Button>
          </div>
        </form>
      </More>
    </div>
  );
}
