import { translator } from "../../lib/views/texts/translate";
import type { TypedBack } from "../../lib/views/typed-back";
import { Field, Select, TextArea, TextInput } from "../ui/field";
import { PLAIN_INPUT } from "./client-fields";
import { TECHNICAL_NAMES } from "./technical-names";

const ADDRESSES = ["authorize", "token", "revoke", "keys", "issuer", "api"] as const;
const NEEDED = new Set<string>(["authorize", "token"]);
const METHODS = ["basic", "post", "none"] as const;

type CustomFieldsProps = { readonly typed: TypedBack; readonly start: Readonly<Record<string, string>> };

/** What has to be known of a provider that does not ship with the product. */
export function CustomFields({ typed, start }: CustomFieldsProps) {
  const t = translator();
  const typedOr = (name: string): string => typed.values[name] ?? start[name] ?? "";
  const errorOf = (name: string): string | undefined =>
    typed.problem === name ? t(`admin.provider.fault.own_${name}`) : undefined;
  return (
    <div className="grid items-start gap-4 md:grid-cols-2">
      <Field id="own-name" label={t("admin.provider.own_name")} help={t("admin.provider.own_name_help")} error={errorOf("name")}>
        {(control) => (
          <TextInput
            look="normal"
            {...control}
            name="name"
            required
            maxLength={40}
            defaultValue={typedOr("name")}
            autoComplete="off"
          />
        )}
      </Field>
      <Field id="own-method" label={t("admin.provider.fact.auth")} error={errorOf("method")}>
        {(control) => (
          <Select look="normal" {...control} name="method" defaultValue={typedOr("method") || "basic"}>
            {METHODS.map((method) => (
              <option key={method} value={method}>
                {t(`admin.provider.auth.${method}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {ADDRESSES.map((name) => (
        <Field
          key={name}
          id={`own-${name}`}
          label={t(`admin.provider.own_${name}`)}
          help={
            <>
              {TECHNICAL_NAMES[name] ? <span className="font-mono text-xs">{TECHNICAL_NAMES[name]} ·</span> : null}{" "}
              {t(`admin.provider.own_${name}_help`)}
            </>
          }
          error={errorOf(name)}
        >
          {(control) => (
            <TextInput
              look="normal"
              {...control}
              {...PLAIN_INPUT}
              name={name}
              required={NEEDED.has(name)}
              maxLength={500}
              inputMode="url"
              defaultValue={typedOr(name)}
            />
          )}
        </Field>
      ))}
      <Field
        id="own-scopes"
        label={t("admin.provider.own_scopes")}
        help={t("admin.provider.own_scopes_help")}
        error={errorOf("scopes")}
      >
        {(control) => (
          <TextArea {...control} {...PLAIN_INPUT} name="scopes" rows={3} maxLength={10_000} defaultValue={typedOr("scopes")} />
        )}
      </Field>
    </div>
  );
}
