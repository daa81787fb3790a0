import type { ProviderPageView } from "../../lib/views/providers";
import { translator } from "../../lib/views/texts/translate";
import { CopyButton } from "../islands/copy-button";
import { TextInput } from "../ui/field";
import { Note, Strip } from "../ui/notice";
import { Part } from "./part";

type View = Pick<ProviderPageView, "provider" | "callback" | "callbackWarnings" | "callbackPerClient" | "shown">;

/** The address that a provider asks for before it gives out an id or a secret. */
export function CallbackAddress({ view }: { readonly view: View }) {
  const t = translator();
  const { provider, callback, callbackWarnings, callbackPerClient, shown } = view;
  const values = { provider: provider.name };
  const isKnown = shown !== null || !callbackPerClient;
  return (
    <Part id="callback" number={1} title={t("admin.provider.callback")} lead={t("admin.provider.callback_lead", values)}>
      {isKnown ? (
        <div className="flex flex-wrap items-center gap-2">
          <span dir="ltr" className="min-w-0 flex-[1_1_24rem]">
            <TextInput look="normal" readOnly value={callback} aria-label={t("admin.provider.callback")} spellCheck={false} />
          </span>
          <CopyButton quiet text={callback} words={t("admin.provider.copy")} done={t("share.copied")} />
        </div>
      ) : (
        <Note>{t("admin.provider.callback_later", values)}</Note>
      )}
      {callbackWarnings.length > 0 ? (
        <div className="mt-3 grid gap-2">
          {callbackWarnings.map((warning) => (
            <Strip key={warning} tone="warn" icon="triangle">
              {t(`admin.provider.warning.${warning}`, values)}
            </Strip>
          ))}
        </div>
      ) : null}
    </Part>
  );
}
