import type { ConnectPageView } from "../../lib/views/flow";
import { listWords } from "../../lib/views/number-words";
import { translator } from "../../lib/views/texts/translate";
import { Note, Strip } from "../ui/notice";
import { Sentence } from "../ui/sentence";

const NAMED = 3;

/** What else a seller should know before leaving: a test, an account that is already here. */
export function ConnectNotes({ view }: { readonly view: ConnectPageView }) {
  const t = translator();
  const { provider, already, signOutUrl, notes, reconnect, health } = view;
  const names = already
    .slice(0, NAMED)
    .map(({ label, account }) => (account ? t("connect.already_one", { label, account }) : label));
  if (already.length > NAMED) names.push(t("connect.already_more", { count: already.length - NAMED }));
  const list = <b className="text-ink">{listWords(names)}</b>;
  return (
    <div className="grid gap-3 empty:hidden">
      {health === null ? null : (
        <Strip tone="warn" icon="triangle">
          {t(`connect.health.${health}`, { provider: provider.name })}
        </Strip>
      )}
      {provider.isTest ? <Note>{t("connect.test", { provider: provider.name })}</Note> : null}
      {notes.map((key) => (
        <Note key={key}>{t(key, { provider: provider.name })}</Note>
      ))}
      {already.length > 0 && !reconnect ? (
        <Note icon="user">
          <Sentence text="connect.already" values={{ provider: provider.name }} nodes={{ list }} />{" "}
          {signOutUrl ? <a href={signOutUrl}>{t("connect.sign_out_first", { provider: provider.name })}</a> : null}
        </Note>
      ) : null}
    </div>
  );
}
