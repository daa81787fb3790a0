import type { ConnectPageView } from "../../lib/views/flow";
import { translator } from "../../lib/views/texts/translate";
import { Note, Strip } from "../ui/notice";
import { Sentence } from "../ui/sentence";

/** What else a seller should know before leaving: a test, a limit, an account that is already here. */
export function ConnectNotes({ view }: { readonly view: ConnectPageView }) {
  const t = translator();
  const { provider, already, signOutUrl, notes, returned, reconnect } = view;
  const names = already.map(({ label, account }) => (account ? t("connect.already_one", { label, account }) : label));
  const list = <b className="text-ink">{new Intl.ListFormat("en-GB").format(names)}</b>;
  return (
    <>
      {returned?.problem === "limit" ? (
        <Strip tone="warn" icon="triangle">
          <b>{t("err.limit.title")}.</b> {t("err.limit.body")}
        </Strip>
      ) : null}
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
    </>
  );
}
