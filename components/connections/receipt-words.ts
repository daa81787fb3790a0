import type { ConnectionDetailView } from "../../lib/views/connection";
import type { ReceiptView } from "../../lib/views/receipt";
import { translator } from "../../lib/views/texts/translate";
import { fullWords, type Moment, zoneWords } from "../../lib/views/time-words";

/** One line of a receipt. `at`: the instant that the words are of, in ISO 8601. */
export type ReceiptLine = { readonly term: string; readonly words: string; readonly at?: string };

type Ended = Pick<ConnectionDetailView, "provider" | "label" | "account" | "byAdmin">;

/** What came of it, in the fewest words. */
export function receiptTitle({ outcome }: ReceiptView): string {
  const t = translator();
  if (outcome.kind === "revoked") return t(outcome.proven ? "receipt.title.proven" : "receipt.title.revoked");
  return t(`receipt.title.${outcome.kind}`);
}

/** What came of it, in sentences. */
export function receiptBody({ outcome }: ReceiptView, { provider }: Ended): readonly string[] {
  const t = translator();
  const say = (key: string, tries = 0) => t(`receipt.body.${key}`, { provider: provider.name, tries });
  const there = provider.isTest ? t("detail.test_end") : say("there");
  switch (outcome.kind) {
    case "revoked":
      return [say("revoked"), say(outcome.proven ? "proven" : "word")];
    case "no_way":
      return [say("no_way"), there];
    case "trying":
      return [say(outcome.stillWorked ? "still_works" : "trying"), say("trying_copy")];
    case "unconfirmed":
      return [say(outcome.why, outcome.tries), ...(outcome.stillWorked ? [say("still_worked")] : []), there];
  }
}

/** The facts beside its number, in the order in which they are read out. Times are whole, so that a copy stays true tomorrow. */
export function receiptLines(
  receipt: ReceiptView,
  { provider, label, account, byAdmin }: Ended,
  moment: Moment,
): readonly ReceiptLine[] {
  const t = translator();
  const { outcome, disconnectedAt, closedAt, accessUntil } = receipt;
  const at = (instant: string) => `${fullWords(new Date(instant), moment.zone)} (${zoneWords(moment.zone, moment.now)})`;
  const when = (key: string, instant: string | null): readonly ReceiptLine[] =>
    instant === null ? [] : [{ term: t(`receipt.line.${key}`), words: at(instant), at: instant }];
  const ranOut = accessUntil !== null && Date.parse(accessUntil) <= moment.now.getTime();
  return [
    { term: t("receipt.line.connection"), words: label },
    { term: t("receipt.line.account"), words: account === null ? provider.name : `${provider.name} · ${account}` },
    ...when("disconnected", disconnectedAt),
    ...(byAdmin ? [{ term: t("receipt.line.by"), words: t("receipt.by_admin") }] : []),
    ...(outcome.kind === "revoked" ? when("cancelled", closedAt) : []),
    ...(outcome.kind === "trying" ? [...when("next", outcome.nextTryAt), ...when("until", outcome.until)] : []),
    ...when("deleted", closedAt),
    ...when(ranOut ? "ran_out" : "may_work", accessUntil),
  ];
}

/** The whole receipt as plain text, to be copied into a mail or a note. */
export function receiptText(receipt: ReceiptView, connection: Ended, moment: Moment): string {
  const t = translator();
  return [
    `${t("receipt.name")}: ${receiptTitle(receipt)}`,
    ...receiptBody(receipt, connection),
    "",
    ...(receipt.number === null ? [] : [`${t("receipt.line.number")}: ${receipt.number}`]),
    ...receiptLines(receipt, connection, moment).map(({ term, words }) => `${term}: ${words}`),
  ].join("\n");
}
