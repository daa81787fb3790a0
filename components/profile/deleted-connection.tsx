import type { DeleteAccountView } from "../../lib/views/person";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { receiptTitle } from "../connections/receipt-words";
import { Mark } from "../ui/mark";

/** A connection that will end, or that has: then with what came of it and the number of its receipt. */
export function DeletedConnection({ connection }: { readonly connection: DeleteAccountView["connections"][number] }) {
  const t = translator();
  const { id, label, provider, account, receipt } = connection;
  return (
    <li className="flex items-start gap-3 px-4 py-3.5 not-first:border-t not-first:border-line md:px-6">
      <Mark monogram={provider.monogram} tone={provider.tone} />
      <div className="min-w-0 wrap-anywhere">
        <p className="font-semibold tracking-snug">
          <a href={routes.connection(id)} dir="auto" className="text-ink no-underline hover:underline">
            {label}
          </a>
        </p>
        <p className="text-sm text-muted">
          <bdi>{provider.name}</bdi>
          {account === null ? null : (
            <>
              {" · "}
              <bdi>{account}</bdi>
            </>
          )}
        </p>
        {receipt === null ? null : (
          <p className="mt-1 text-sm">
            {receiptTitle(receipt)}
            {receipt.number === null ? null : (
              <span className="text-muted">
                {" · "}
                {t("receipt.line.number")} <bdi className="font-mono">{receipt.number}</bdi>
              </span>
            )}
          </p>
        )}
      </div>
    </li>
  );
}
