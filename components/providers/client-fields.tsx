import type { ClientFieldView } from "../../lib/views/providers";
import { translator } from "../../lib/views/texts/translate";
import type { TypedBack } from "../../lib/views/typed-back";
import { Field, Select, TextInput } from "../ui/field";

type FieldsProps = { readonly fields: readonly ClientFieldView[]; readonly typed: TypedBack };

/** What is wrong with a field, where the form has just come back because of it. */
export function problemOf(typed: TypedBack, field: string): string | undefined {
  if (typed.problem !== field) return undefined;
  return translator()(`admin.provider.fault.${field.startsWith("value.") ? "value" : field}`);
}

/** Secrets are never written into a page: an empty field keeps what is saved. */
export const SECRET_INPUT = { type: "password", autoComplete: "off", autoCapitalize: "none", spellCheck: false } as const;
export const PLAIN_INPUT = { autoComplete: "off", autoCapitalize: "none", spellCheck: false, dir: "ltr" } as const;

/** Definitions name a field as it stands inside a sentence. */
export const capital = (label: string): string => `${label.charAt(0).toUpperCase()}${label.slice(1)}`;

/** The fields that a client needs here besides its id and its secret. */
export function ClientFields({ fields, typed }: FieldsProps) {
  const t = translator();
  return fields.map(({ name, label, isSecret, value, isKept, choices }) => {
    const field = `value.${name}`;
    const words = name === "alias" ? t("admin.provider.alias") : capital(label);
    const help = isSecret && isKept ? t("admin.provider.keeps") : name === "alias" ? t("admin.provider.alias_help") : undefined;
    const start = typed.values[field] ?? value ?? undefined;
    return (
      <Field key={name} id={field} label={words} help={help} error={problemOf(typed, field)}>
        {(control) =>
          choices !== null ? (
            <Select look="normal" {...control} name={field} defaultValue={start}>
              {choices.map((choice) => (
                <option key={choice}>{choice}</option>
              ))}
            </Select>
          ) : isSecret ? (
            <TextInput look="normal" {...control} {...SECRET_INPUT} name={field} />
          ) : (
            <TextInput look="normal" {...control} {...PLAIN_INPUT} name={field} defaultValue={start} />
          )
        }
      </Field>
    );
  });
}
