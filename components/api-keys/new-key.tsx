import type { NewKeyView } from "../../lib/views/api-keys";
import { translator } from "../../lib/views/texts/translate";
import { CopyButton } from "../islands/copy-button";
import { Field, TextInput } from "../ui/field";
import { Panel } from "../ui/panel";
import { HowToAsk } from "./how-to-ask";

type NewKeyProps = { readonly made: NewKeyView; readonly origin: string; readonly example: string | null };

/** A new key, shown this one time: as text to be copied by hand, and with a button where the browser has one. */
export function NewKey({ made, origin, example }: NewKeyProps) {
  const t = translator();
  return (
    <>
      <div className="mt-6">
        <Panel room="padded">
          <Field id="key" label={t("api_keys.new")} help={t("api_keys.once")}>
            {(control) => (
              <span dir="ltr" className="font-mono">
                <TextInput {...control} readOnly value={made.key} spellCheck={false} autoComplete="off" />
              </span>
            )}
          </Field>
          <div className="mt-4 flex flex-wrap gap-2">
            <CopyButton text={made.key} words={t("api_keys.copy")} done={t("share.copied")} />
          </div>
        </Panel>
      </div>
      <HowToAsk origin={origin} example={example} />
    </>
  );
}
