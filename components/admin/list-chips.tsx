import type { AdminListView } from "../../lib/views/admin-list";
import { translator } from "../../lib/views/texts/translate";
import { Icon } from "../ui/icon";
import { withoutPage } from "./list-address";

type Chip = { readonly words: string; readonly without: string };

/** Each part of the question, and the address that asks without it. */
export function chipsOf({ asked, states, owner, providers }: AdminListView): readonly Chip[] {
  const t = translator();
  const provider = providers.find(({ filter }) => filter === asked.provider || filter.startsWith(`${asked.provider}.`));
  const chip = (is: string, words: () => string, without: Parameters<typeof withoutPage>[1]) =>
    is === "" ? [] : [{ words: words(), without: withoutPage(asked, without) }];
  return [
    ...chip(asked.q, () => t("admin.list.chip_search", { text: asked.q }), { q: "" }),
    ...states.flatMap((state) =>
      chip(state, () => t("admin.list.chip_state", { state: t(`admin.condition.${state}`) }), {
        state: states.filter((other) => other !== state).join(","),
      }),
    ),
    ...chip(asked.provider, () => t("admin.list.chip_provider", { provider: provider?.provider.name ?? asked.provider }), {
      provider: "",
    }),
    ...chip(asked.reason, () => t("admin.list.chip_reason", { code: asked.reason }), { reason: "" }),
    ...chip(
      asked.owner,
      () => t("admin.list.chip_owner", { owner: owner?.email ?? owner?.name ?? t("admin.list.unknown_owner") }),
      { owner: "" },
    ),
    ...chip(asked.ends, () => t(`admin.list.ends_${asked.ends}`), { ends: "" }),
    ...chip(asked.tests, () => t(`admin.list.tests_${asked.tests}`), { tests: "" }),
  ];
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
