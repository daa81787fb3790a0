import type { ConnectFieldView, ConnectPageView } from "../../lib/views/flow";
import { hasText, translator } from "../../lib/views/texts/translate";
import { Field, Select, TextInput } from "../ui/field";

type FieldProps = { readonly field: ConnectFieldView; readonly returned: ConnectPageView["returned"] };

/** The address of a field on the page. */
export const connectFieldId = (name: string): string => `value-${name}`;

/** The end of a host stands after the input as it will stand in the address. */
function ConnectField({ field: { name, label, help, suffix, choices }, returned }: FieldProps) {
  const t = translator();
  const isWrong = returned?.problem === "value_invalid" && returned.field === name;
  const wrong = suffix ? t("connect.value_wrong", { suffix }) : t("err.value_invalid.body");
  const known = hasText(label) ? t(label) : name;
  const typed = returned?.values[name] ?? "";
  const helps = [help && t(help), suffix && t("connect.value_help")].filter(Boolean).join(" ");
  return (
    <Field id={connectFieldId(name)} label={known} help={helps || null} error={isWrong ? wrong : null}>
      {(control) =>
        choices ? (
          <Select {...control} name={`value.${name}`} defaultValue={typed || choices[0]}>
            {choices.map((choice) => (
              <option key={choice} value={choice}>
                {choice}
              </option>
            ))}
          </Select>
        ) : (
          <span className="flex items-center gap-2" dir="ltr">
            <TextInput
              {...control}
              {...(isWrong ? { autoFocus: true } : {})}
              name={`value.${name}`}
              defaultValue={typed}
              required
              maxLength={500}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
            />
            {suffix ? <span className="flex-none text-md text-muted">{suffix}</span> : null}
          </span>
        )
      }
    </Field>
  );
}

/** What only the seller knows about the account, such as the name of a shop. */
export function ConnectFields({ fields, returned }: Pick<ConnectPageView, "fields" | "returned">) {
  return fields.map((field) => <ConnectField key={field.name} field={field} returned={returned} />);
}
