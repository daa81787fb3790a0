import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { Button } from "../ui/button";
import { Empty } from "../ui/empty";
import { TextInput } from "../ui/field";
import { Crumb, Page, PageHead } from "../ui/page";
import { Panel } from "../ui/panel";

type SavedViewsProps = {
  readonly views: readonly { readonly id: string; readonly name: string; readonly query: string }[];
};

/** Questions that somebody kept: opened, given another name, or dropped. */
export function SavedViews({ views }: SavedViewsProps) {
  const t = translator();
  return (
    <Page width="text">
      <Crumb href={routes.admin.connections}>{t("admin.list.title")}</Crumb>
      <PageHead title={t("admin.views.title")} lead={t("admin.views.lead")} />
      <div className="mt-6">
        {views.length === 0 ? (
          <Empty title={t("admin.views.none")} body={t("admin.views.none_body")} />
        ) : (
          <Panel>
            <ul>
              {views.map(({ id, name, query }) => (
                <li
                  key={id}
                  className="flex flex-wrap items-center gap-x-3 gap-y-2 px-5 py-3 not-first:border-t not-first:border-line max-md:px-4"
                >
                  <span className="min-w-0 flex-[1_1_10rem]">
                    <a
                      href={query === "" ? routes.admin.connections : `${routes.admin.connections}?${query}`}
                      className="inline-flex min-h-6 max-w-full items-center font-medium wrap-anywhere touch:min-h-11"
                    >
                      <bdi>{name}</bdi>
                    </a>
                  </span>
                  <form method="post" action={routes.api.renameView(id)} className="flex flex-wrap gap-2 max-md:w-full">
                    <span className="w-44 max-md:flex-1">
                      <TextInput
                        look="normal"
                        name="name"
                        defaultValue={name}
                        aria-label={t("admin.views.new_name", { name })}
                        required
                        maxLength={60}
                        autoComplete="off"
                        dir="auto"
                      />
                    </span>
                    <Button aria-label={t("admin.views.rename_name", { name })}>{t("admin.views.rename")}</Button>
                  </form>
                  <form method="post" action={routes.api.removeView(id)} className="flex max-md:w-full">
                    <Button variant="end" wide="phone" aria-label={t("admin.views.remove_name", { name })}>
                      {t("admin.views.remove")}
                    </Button>
                  </form>
                </li>
              ))}
            </ul>
          </Panel>
        )}
      </div>
    </Page>
  );
}
