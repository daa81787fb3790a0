import type { AttemptResultView } from "../../lib/views/flow";
import { translator } from "../../lib/views/texts/translate";
import { Tag } from "../ui/badge";
import { Mark } from "../ui/mark";
import { Panel } from "../ui/panel";

/** Whom the connection belongs to and who signed in, one above the other. Nothing unless both are known. */
export function TwoAccounts({ view }: { readonly view: AttemptResultView }) {
  const t = translator();
  const { accounts, connection, provider } = view;
  if (view.outcome !== "wrong_account" || !accounts?.expected || !accounts.got) return null;
  const label = connection?.label ?? t("result.this_connection");
  const rows = [
    {
      account: accounts.expected,
      says: t("result.expected_is", { label }),
      tag: t(accounts.canConfirmSame ? "result.before" : "result.expected"),
    },
    { account: accounts.got, says: t("result.got_is"), tag: t(accounts.canConfirmSame ? "result.now_seen" : "result.got") },
  ];
  return (
    <div className="mt-6">
      <Panel as="ul">
        {rows.map(({ account, says, tag }) => (
          <li
            key={tag}
            className="flex flex-wrap items-center gap-x-3.5 gap-y-2 px-5 py-4 not-first:border-t not-first:border-line max-md:px-4"
          >
            <Mark monogram={provider.monogram} tone={provider.tone} />
            <div className="min-w-0 flex-[1_1_10rem]">
              <p className="text-md leading-5 font-semibold tracking-snug wrap-anywhere">
                <bdi>{account}</bdi>
              </p>
              <p className="mt-0.5 text-sm text-muted wrap-anywhere">{says}</p>
            </div>
            <Tag>{tag}</Tag>
          </li>
        ))}
      </Panel>
    </div>
  );
}
