import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { TypedBack } from "../../lib/views/typed-back";
import { Button } from "../ui/button";
import { Field, TextInput } from "../ui/field";
import { Crumb, Page, PageHead } from "../ui/page";
import { PLAIN_INPUT, problemOf } from "./client-fields";
import { CustomFields } from "./custom-fields";
import { Part } from "./part";

const LOOK_UP = ["unreachable", "nothing_there", "other_issuer"];

/** A marketplace that does not ship with the product: it describes itself, or an admin does. */
export function NewProvider({ typed }: { readonly typed: TypedBack }) {
  const t = translator();
  const notFound = LOOK_UP.find((problem) => problem === typed.problem);
  // Of the two forms the one that came back is marked: without an address of the second the first one was sent.
  const wasLookUp = typed.problem === "issuer" && typed.values["authorize"] === undefined;
  const error = wasLookUp ? t("admin.provider.fault.own_issuer") : notFound && problemOf(typed, notFound);
  return (
    <Page width="admin">
      <Crumb href={routes.admin.providers}>{t("admin.provider.list")}</Crumb>
      <PageHead title={t("admin.provider.new")} lead={t("admin.provider.new_lead")} />
      <Part id="look-up" number={1} title={t("admin.provider.find")} lead={t("admin.provider.find_lead")}>
        <form method="post" action={routes.api.lookUpProvider} className="grid max-w-text gap-4">
          <Field id="issuer" label={t("admin.provider.own_issuer")} error={error}>
            {(control) => (
              <TextInput
                look="normal"
                {...control}
                {...PLAIN_INPUT}
                name="issuer"
                required
                maxLength={500}
                inputMode="url"
                defaultValue={typed.values["issuer"]}
              />
            )}
          </Field>
          <div>
            <Button wide="phone">{t("admin.provider.find_do")}</Button>
          </div>
        </form>
      </Part>
      <Part id="describe" number={2} title={t("admin.provider.describe")} lead={t("admin.provider.describe_lead")}>
        <form method="post" action={routes.api.addProvider} className="grid gap-4">
          <CustomFields typed={wasLookUp ? { ...typed, problem: null } : typed} start={{}} />
          <div>
            <Button variant="main" wide="phone">
              {t("admin.provider.describe_do")}
            </Button>
          </div>
        </form>
      </Part>
    </Page>
  );
}
