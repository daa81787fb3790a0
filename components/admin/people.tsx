import { ROLES } from "../../lib/core/roles";
import type { PeopleListView } from "../../lib/views/people";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { PageTimes } from "../connections/page-times";
import { Button, LinkButton } from "../ui/button";
import { Empty } from "../ui/empty";
import { SearchInput, Select } from "../ui/field";
import { Page, PageHead } from "../ui/page";
import { PagesNav } from "./pages-nav";
import { first, peopleAddress } from "./people-address";
import { PeopleTable } from "./people-table";

/** As the search has it. */
const SHORTEST_SEARCH = 2;
const STANDINGS = ["in", "invited", "deactivated"] as const;

function Filters({ view: { asked, tooShort } }: { readonly view: PeopleListView }) {
  const t = translator();
  return (
    <search>
      <form
        action={routes.admin.people}
        aria-label={t("admin.people.filter")}
        className="grid grid-cols-2 gap-2 p-3 max-md:p-4 md:flex md:flex-wrap"
      >
        <div className="max-md:col-span-2 md:flex-1 md:[&>span]:w-full">
          <SearchInput
            name="q"
            aria-label={t("admin.people.search")}
            placeholder={t("admin.people.search")}
            defaultValue={asked.q}
            maxLength={100}
            aria-describedby={tooShort ? "too-short" : undefined}
          />
        </div>
        <Select look="normal" name="role" aria-label={t("admin.people.role")} defaultValue={asked.role}>
          <option value="">{t("admin.people.all_roles")}</option>
          {ROLES.map((role) => (
            <option key={role} value={role}>
              {t(`admin.role.${role}`)}
            </option>
          ))}
        </Select>
        <Select look="normal" name="state" aria-label={t("admin.people.state")} defaultValue={asked.state}>
          <option value="">{t("admin.people.all_states")}</option>
          {STANDINGS.map((standing) => (
            <option key={standing} value={standing}>
              {t(`admin.people.state_${standing}`)}
            </option>
          ))}
        </Select>
        <div className="max-md:col-span-2 max-md:[&>button]:w-full">
          <Button>{t("admin.list.apply")}</Button>
        </div>
        {tooShort ? (
          <p id="too-short" className="text-sm text-warn max-md:col-span-2 md:w-full">
            {t("admin.list.too_short", { count: SHORTEST_SEARCH })}
          </p>
        ) : null}
      </form>
    </search>
  );
}

/** Nobody to list: which part of the question to take away. */
function None({ view: { asked } }: { readonly view: PeopleListView }) {
  const t = translator();
  const parts = [
    asked.q === "" ? null : { words: asked.q, without: { q: "" } },
    asked.role === "" ? null : { words: t(`admin.role.${asked.role}`), without: { role: "" } },
    asked.state === "" ? null : { words: t(`admin.people.state_${asked.state}`), without: { state: "" } },
  ].filter((part) => part !== null);
  return (
    <div className="border-t border-line p-4 md:p-5">
      <Empty title={t("admin.people.none_title")} body={t("admin.people.none_body")}>
        {parts.map(({ words, without }) => (
          <LinkButton key={words} href={peopleAddress(first(asked, without))}>
            {t("admin.list.remove", { what: words })}
          </LinkButton>
        ))}
      </Empty>
    </div>
  );
}

/** Everybody who can sign in, or could: find one, let one in. */
export function People({ view, zone }: { readonly view: PeopleListView; readonly zone: string | null }) {
  const t = translator();
  const { asked, rows, matching, matchingIsLeast, newer, older } = view;
  const moment: Moment = { now: new Date(view.shownAt), zone };
  return (
    <Page width="admin">
      <PageHead
        title={t("admin.people.title")}
        beside={
          <span className="text-lg text-faint tabular-nums">
            {t(matchingIsLeast ? "admin.people.count_more" : "admin.people.count", { count: matching })}
          </span>
        }
        action={
          <span className="flex flex-wrap gap-2">
            <LinkButton href={routes.admin.roles}>{t("admin.roles.link")}</LinkButton>
            {view.mayInvite ? (
              <LinkButton href={routes.admin.invite} variant="main">
                {t("admin.people.invite")}
              </LinkButton>
            ) : null}
          </span>
        }
      />
      <div data-edge="" className="mt-4 overflow-hidden rounded-lg border border-line bg-surface">
        <Filters view={view} />
        {rows.length > 0 ? <PeopleTable rows={rows} moment={moment} /> : <None view={view} />}
        <PagesNav
          label={t("admin.people.pages")}
          newer={newer && peopleAddress(first(asked, { newer }))}
          older={older && peopleAddress(first(asked, { older }))}
        />
      </div>
      <PageTimes moment={moment} href={peopleAddress(asked)} />
    </Page>
  );
}
