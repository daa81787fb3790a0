import { NOTE_LENGTH, OUTAGE_KINDS } from "../../lib/core/connections/outage-note";
import type { OutagesView } from "../../lib/views/outages";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { CountLetters } from "../islands/count-letters";
import { Button } from "../ui/button";
import { Field, Select, TextInput } from "../ui/field";
import { AdminSection } from "./section";

/** What was typed before, where it could not be taken. */
export type Draft = Readonly<Record<"provider" | "kind" | "text" | "starts" | "ends", string>>;

const TEXT = "outage-text";
/** Browsers count an emoji as two. What is too long is told by the server, which counts as people do. */
const MOST_UNITS = 2 * NOTE_LENGTH;

/** Writes a note for sellers. Times are in UTC, so that nobody has to know in whose zone a form thinks. */
export function OutageForm({ providers, draft }: { readonly providers: OutagesView["providers"]; readonly draft: Draft }) {
  const t = translator();
  if (providers.length === 0) return null;
  return (
    <AdminSection id="new-note" title={t("admin.outages.new")} lead={t("admin.outages.new_lead")}>
      <form
        method="post"
        action={routes.api.writeOutage}
        className="grid grid-cols-1 gap-4 border-t border-line px-5 py-4 max-md:px-4"
      >
        <Field id="outage-provider" label={t("admin.outages.provider")}>
          {(control) => (
            <Select {...control} name="provider" defaultValue={draft.provider || undefined}>
              {providers.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field id="outage-kind" label={t("admin.outages.kind")}>
          {(control) => (
            <Select {...control} name="kind" defaultValue={draft.kind || undefined}>
              {OUTAGE_KINDS.map((kind) => (
                <option key={kind} value={kind}>
                  {t(`admin.outages.kind_${kind}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field id={TEXT} label={t("admin.outages.text")} help={t("admin.outages.text_help")}>
          {(control) => (
            <TextInput {...control} name="text" defaultValue={draft.text} maxLength={MOST_UNITS} required autoComplete="off" />
          )}
        </Field>
        <CountLetters
          field={TEXT}
          words={t("admin.outages.count", { count: 0 }).replace("0", "#")}
          preview={t("trouble.note", { note: "#" })}
          title={t("admin.outages.preview")}
          typed={draft.text}
        />
        <div className="grid grid-cols-1 gap-4">
          {(["starts", "ends"] as const).map((name) => (
            <Field key={name} id={`outage-${name}`} label={t(`admin.outages.${name}`)} help={t(`admin.outages.${name}_help`)}>
              {(control) => <TextInput {...control} type="datetime-local" name={name} defaultValue={draft[name]} />}
            </Field>
          ))}
        </div>
        <div className="flex flex-wrap gap-2">
          <Button variant="main" wide="phone">
            {t("admin.outages.write")}
          </Button>
          <noscript>
            <Button wide="phone" formAction={routes.admin.outages} formMethod="get" formNoValidate>
              {t("admin.outages.preview_do")}
            </Button>
          </noscript>
        </div>
      </form>
    </AdminSection>
  );
}
