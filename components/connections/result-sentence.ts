import type { AttemptResultView } from "../../lib/views/flow";
import { translator } from "../../lib/views/texts/translate";
import { permissionWords } from "./permission-item";

export type ResultWords = { readonly title: string; readonly body: string; readonly strong: readonly string[] };

/** A body without what is not known, where there is one: "tell us this reference" needs a reference. */
function bodyKey({ outcome, accounts, reference, signOutUrl }: AttemptResultView): string {
  if (outcome === "wrong_account") {
    if (!accounts?.expected || !accounts.got) return "err.wrong_account.body_open";
    return signOutUrl ? "err.wrong_account.body" : "err.wrong_account.body_no_exit";
  }
  const open = reference === "" && (outcome === "unknown" || outcome === "setup");
  return `err.${outcome}.${open ? "body_open" : "body"}`;
}

/** Sentences may begin with a name; where it is not known, a common noun takes its place. */
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Permissions that were asked for and not given. */
export const missingIn = ({ scopes }: Pick<AttemptResultView, "scopes">) => scopes.filter(({ given }) => !given);

/** Title and paragraph of an outcome. `strong` are the values worth finding at a glance. */
export function resultWords(view: AttemptResultView): ResultWords {
  const t = translator();
  const { outcome, provider, connection, accounts, reference } = view;
  const label = connection?.label ?? t("result.this_connection");
  const account = connection?.account ?? t("result.this_account");
  if (outcome === "in_progress")
    return { title: t("result.in_progress.title"), body: t("result.in_progress.body", { provider: provider.name }), strong: [] };
  if (outcome === "connected" || outcome === "reconnected") {
    const missing = missingIn(view);
    if (missing.length > 0) {
      const list = new Intl.ListFormat("en-GB").format(missing.map(permissionWords));
      return { title: t("err.fewer_scopes.title"), body: t("err.fewer_scopes.body", { list }), strong: [list] };
    }
    const body = outcome === "connected" && connection?.account ? "result.connected.body_account" : `result.${outcome}.body`;
    return { title: capital(t(`result.${outcome}.title`, { label })), body: t(body, { account }), strong: [account] };
  }
  // Who reads an attempt's result has signed in again; without a reference it may be anybody.
  if (outcome === "session" && reference !== "") {
    return { title: t("result.session.title"), body: t("result.session.body", { provider: provider.name }), strong: [] };
  }
  if (outcome === "wrong_account" && accounts?.canConfirmSame) {
    const [old, now] = [accounts.expected ?? t("result.this_account"), accounts.got ?? t("result.this_account")];
    const body = t("result.ask_same.body", { label, old, new: now, provider: provider.name });
    return { title: t("result.ask_same.title"), body: capital(body), strong: [old, now] };
  }
  const values = {
    provider: provider.name,
    label,
    account,
    ref: reference,
    old: accounts?.expected ?? "",
    new: accounts?.got ?? "",
  };
  return {
    title: capital(t(`err.${outcome}.title`, values)),
    body: capital(t(bodyKey(view), values)),
    strong: [values.old, values.new, connection?.account ?? "", reference],
  };
}
