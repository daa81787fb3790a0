import type { ConnectionDetailView, ConnectionView } from "../../lib/views/connection";
import type { ReceiptView } from "../../lib/views/receipt";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { PrintButton } from "../islands/print-button";
import { Definition, Definitions } from "../ui/definitions";
import type { IconName } from "../ui/icon-paths";
import { More } from "../ui/more";
import { Ring } from "../ui/ring";
import type { Tone } from "../ui/tone";
import { EndThere } from "./end-there";
import { receiptBody, receiptLines, receiptText, receiptTitle } from "./receipt-words";

/** Each end has a sign of its own, so that it can be told apart without its colour. */
const LOOKS: Readonly<Record<ReceiptView["outcome"]["kind"], { readonly icon: IconName; readonly tone: Tone }>> = {
  revoked: { icon: "check", tone: "good" },
  no_way: { icon: "out", tone: "soon" },
  trying: { icon: "hourglass", tone: "wait" },
  unconfirmed: { icon: "triangle", tone: "warn" },
};

type ReceiptProps = {
  readonly connection: ConnectionView & Pick<ConnectionDetailView, "revocation" | "byAdmin">;
  readonly receipt: ReceiptView;
  readonly moment: Moment;
};

/** What a disconnect came to at the marketplace: the seller's own proof, to be read, printed and copied. */
export function Receipt({ connection, receipt, moment }: ReceiptProps) {
  const t = translator();
  const { outcome, number } = receipt;
  const { icon, tone } = LOOKS[outcome.kind];
  const endThere = outcome.kind === "no_way" || outcome.kind === "unconfirmed";
  return (
    <section
      data-edge=""
      data-receipt=""
      aria-labelledby="receipt-title"
      className="mt-4 overflow-hidden rounded-lg border border-line bg-surface"
    >
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line bg-sunken px-4 py-3 md:px-6">
        <h2 id="receipt-title" className="text-md font-semibold tracking-snug">
          {t("receipt.name")}
        </h2>
        {number === null ? null : (
          <p className="text-sm text-muted">
            {t("receipt.line.number")} <span className="font-mono font-medium text-ink">{number}</span>
          </p>
        )}
      </div>
      <div className="flex items-start gap-4 px-4 py-5 max-md:flex-col md:px-6">
        <Ring icon={icon} tone={tone} />
        <div className="min-w-0 flex-1 wrap-anywhere">
          <p className="text-lg font-semibold tracking-snug">{receiptTitle(receipt)}</p>
          <div className="mt-1 grid gap-2 text-pretty text-muted">
            {receiptBody(receipt, connection).map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </div>
          {endThere ? (
            <p className="mt-3 empty:hidden">
              <EndThere connection={connection} />
            </p>
          ) : null}
        </div>
      </div>
      <div className="border-t border-line px-4 py-5 md:px-6">
        <Definitions>
          {receiptLines(receipt, connection, moment).map(({ term, words, at }) => (
            <Definition key={term} term={term}>
              {at === undefined ? <bdi>{words}</bdi> : <time dateTime={at}>{words}</time>}
            </Definition>
          ))}
        </Definitions>
      </div>
      <div
        data-noprint=""
        className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 border-t border-line px-4 py-3 md:px-6"
      >
        <More summary={t("receipt.as_text")}>
          <pre className="max-w-full rounded-md bg-sunken p-3 font-mono text-xs leading-5 wrap-anywhere whitespace-pre-wrap select-all">
            {receiptText(receipt, connection, moment)}
          </pre>
        </More>
        <PrintButton words={t("receipt.print")} />
      </div>
    </section>
  );
}
