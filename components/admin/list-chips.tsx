import type { AdminListView } from "../../lib/views/admin";
import { translator } from "../../lib/views/texts/translate";
import { Icon } from "../ui/icon";
import { withoutPage } from "./list-address";

type Chip = { readonly words: string; readonly without: string };

/** Each part of the question, and the address that asks without it. */
export function chipsOf({ asked, owner, providers }: AdminListView): readonly Chip[] {
  const t = translator();
  const provider = providers.find(({ filter }) => filter === asked.provider || filter.startsWith(`${asked.provider}.`));
  const all = [
    asked.q === "" ? null : { words: t("admin.list.chip_search", { text: asked.q }), without: { q: "" } },
    asked.state === ""
      ? null
      : { words: t("admin.list.chip_state", { state: t(`admin.condition.${asked.state}`) }), without: { state: "" } },
    asked.provider === ""
      ? null
      : {
          words: t("admin.list.chip_provider", { provider: provider?.provider.name ?? asked.provider }),
          without: { provider: "" },
        },
    asked.owner === ""
      ? null
      : {
          words: t("admin.list.chip_owner", { owner: owner?.email ?? owner?.name ?? t("admin.list.unknown_owner") }),
          without: { owner: "" },
        },
  ];
  return all.filter((chip) => chip !== null).map(({ words, without }) => ({ words, without: withoutPage(asked, without) }));
}

/** What the list is narrowed by; each is taken away by a click. */
export function Chips({ view }: { readonly view: AdminListView }) {
  const t = translator();
  return (
    <ul className="contents">
      {chipsOf(view).map(({ words, without }) => (
        <li
          key={words}
          data-edge=""
          className="inline-flex max-w-full items-center rounded-sm border border-line bg-sunken ps-2 text-sm leading-6 wrap-anywhere"
        >
          {words}
          <a
            href={without}
            aria-label={t("admin.list.remove", { what: words })}
            className="grid size-6 flex-none place-items-center text-muted hover:text-ink touch:size-11"
          >
            <Icon name="x" size="xs" />
          </a>
        </li>
      ))}
    </ul>
  );
}
