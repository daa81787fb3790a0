import type { AttemptResultView } from "../../lib/views/flow";
import { listWords } from "../../lib/views/number-words";
import { translator } from "../../lib/views/texts/translate";
import { type Moment, spanWords } from "../../lib/views/time-words";
import { hourOrDay } from "./hour-or-day";
import { permissionWords } from "./permission-item";

export type ResultWords = { readonly title: string; readonly body: string; readonly strong: readonly string[] };

/** A body without what is not known, where there is one: "tell us this reference" needs a reference. */
function bodyKey({ outcome, accounts, reference, signOutUrl }: AttemptResultView): string {
  if (outcome === "wrong_account") {
    if (!accounts?.expected || !accounts.got) return "err.wrong_account.body_open";
    return signOutUrl ? "err.wrong_account.body" : "err.wrong_account.body_no_exit";
  }
  if (outcome === "provider_down" && reference !== "") return "err.provider_down.body_mail";
  const open = reference === "" && (outcome === "unknown" || outcome === "setup");
  return `err.${outcome}.${open ? "body_open" : "body"}`;
}

/** What can become of the account that came instead: it is free to be added, or it is here already. null: it has no name. */
function otherAccountKey({ outcome, accounts }: AttemptResultView): string | null {
  if (outcome !== "wrong_account" || !accounts?.expected || !accounts.got) return null;
  return accounts.canAddAsNew ? "err.wrong_account.or_new" : "err.wrong_account.is_here";
}

/** A sentence may begin with a common noun where a name is not known; a name stays as its owner writes it. */
function capital(text: string, names: readonly (string | null | undefined)[]): string {
  return names.some((name) => name && text.startsWith(name)) ? text : text.charAt(0).toUpperCase() + text.slice(1);
}

/** Permissions that were asked for and not given. */
export const missingIn = ({ scopes }: Pick<AttemptResultView, "scopes">) => scopes.filter(({ given }) => !given);

/** What a connection that nobody renews means for the seller; null where it is renewed or its end is past. */
function unrenewed({ noRenewal, provider }: AttemptResultView, moment: Moment) {
  if (noRenewal === null) return null;
  const t = translator();
  const values = { provider: provider.name };
  if (noRenewal.endsAt === null) return { title: null, body: t("err.no_refresh.body", values) };
  const left = Date.parse(noRenewal.endsAt) - moment.now.getTime();
  if (left <= 0) return null;
  return {
    title: t("err.no_refresh.title", { ...values, duration: spanWords(left) }),
    body: t("err.no_refresh.body_until", { ...values, time: hourOrDay(noRenewal.endsAt, moment) }),
  };
}

/** Title and paragraph of an outcome. `strong` are the values worth finding at a glance. */
export function resultWords(view: AttemptResultView, moment: Moment): ResultWords {
  const t = translator();
  const { outcome, provider, connection, accounts, reference } = view;
  const label = connection?.label ?? t("result.this_connection");
  const account = connection?.account ?? t("result.this_account");
  const names = [connection?.label, connection?.account, accounts?.expected, accounts?.got, provider.id && provider.name];
  if (outcome === "in_progress")
    return { title: t("result.in_progress.title"), body: t("result.in_progress.body", { provider: provider.name }), strong: [] };
  if (outcome === "connected" || outcome === "reconnected") {
    const missing = missingIn(view);
    const ends = unrenewed(view, moment);
    if (missing.length > 0) {
      const list = listWords(missing.map(permissionWords));
      return {
        title: t("err.fewer_scopes.title"),
        body: [t("err.fewer_scopes.body", { list }), ends?.body].filter(Boolean).join(" "),
        strong: [list],
      };
    }
    const title = capital(t(`result.${outcome}.title`, { label }), names);
    if (ends) return { title: ends.title ?? title, body: ends.body, strong: [] };
    const body = outcome === "connected" && connection?.account ? "result.connected.body_account" : `result.${outcome}.body`;
    return { title, body: t(body, { account }), strong: [account] };
  }
  // Who reads an attempt's result has signed in again; without a reference it may be anybody.
  if (outcome === "session" && reference !== "") {
    return { title: t("result.session.title"), body: t("result.session.body", { provider: provider.name }), strong: [] };
  }
  if (outcome === "wrong_account" && accounts?.canConfirmSame) {
    const [old, now] = [accounts.expected ?? t("result.this_account"), accounts.got ?? t("result.this_account")];
    const body = t("result.ask_same.body", { label, old, new: now, provider: provider.name });
    return { title: t("result.ask_same.title"), body: capital(body, names), strong: [old, now] };
  }
  const values = {
    provider: provider.name,
    label,
    account,
    ref: reference,
    old: accounts?.expected ?? "",
    new: accounts?.got ?? "",
  };
  const other = otherAccountKey(view);
  const body = [t(bodyKey(view), values), other && t(other, values)].filter(Boolean).join(" ");
  return {
    title: capital(t(`err.${outcome}.title`, values), names),
    body: capital(body, names),
    strong: [values.old, values.new, connection?.account ?? "", reference],
  };
}
