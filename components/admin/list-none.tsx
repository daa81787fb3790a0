import type { AdminListView } from "../../lib/views/admin-list";
import { isNarrowed } from "../../lib/views/admin-query";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { LinkButton } from "../ui/button";
import { Empty } from "../ui/empty";
import { withoutPage } from "./list-address";
import { chipsOf } from "./list-chips";

/** Nothing to list: because there is nothing yet, or because of what was asked for, and then which part to take away. */
export function ListNone({ view }: { readonly view: AdminListView }) {
  const t = translator();
  const beyond = view.asked.after !== "" || view.asked.before !== "";
  return (
    <div className="border-t border-line p-4 md:p-5">
      {beyond ? (
        <Empty title={t("admin.list.beyond.title")} body={t("admin.list.beyond.body")}>
          <LinkButton href={withoutPage(view.asked)}>{t("admin.list.first_page")}</LinkButton>
        </Empty>
      ) : isNarrowed(view.asked) ? (
        <Empty title={t("admin.list.none.title")} body={t("admin.list.none.body")}>
          {view.reference === null ? null : (
            <LinkButton href={`${routes.admin.audit}?${new URLSearchParams({ reference: view.reference })}`}>
              {t("admin.list.none.audit", { reference: view.reference })}
            </LinkButton>
          )}
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
