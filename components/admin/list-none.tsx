import type { AdminListView } from "../../lib/views/admin";
import { translator } from "../../lib/views/texts/translate";
import { LinkButton } from "../ui/button";
import { Empty } from "../ui/empty";
import { isNarrowed } from "./list-address";
import { chipsOf } from "./list-chips";

/** Nothing to list: because there is nothing yet, or because of what was asked for, and then which part to take away. */
export function ListNone({ view }: { readonly view: AdminListView }) {
  const t = translator();
  return (
    <div className="border-t border-line p-4 md:p-5">
      {isNarrowed(view.asked) ? (
        <Empty title={t("admin.list.none.title")} body={t("admin.list.none.body")}>
          {chipsOf(view).map(({ words, without }) => (
            <LinkButton key={words} href={without}>
              {t("admin.list.remove", { what: words })}
            </LinkButton>
          ))}
        </Empty>
      ) : (
        <Empty title={t("admin.list.empty.title")} body={t("admin.list.empty.body")} />
      )}
    </div>
  );
}
