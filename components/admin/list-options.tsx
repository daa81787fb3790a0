import type { AdminListView } from "../../lib/views/admin-list";
import { PAGE_SIZES, USUAL_SIZE } from "../../lib/views/admin-query";
import { ADMIN_SORTS, SORT_WORDS } from "../../lib/views/admin-sort";
import { translator } from "../../lib/views/texts/translate";
import { Select } from "../ui/field";
import { ListMenu } from "./list-menu";

type ChoiceProps = {
  readonly name: string;
  readonly words: string;
  readonly chosen: string;
  readonly choices: readonly { readonly value: string; readonly words: string }[];
};

function Choice({ name, words, chosen, choices }: ChoiceProps) {
  return (
    <div className="grid gap-1 px-2.5 py-1.5">
      <label htmlFor={`list-${name}`} className="text-sm text-muted">
        {words}
      </label>
      <Select id={`list-${name}`} look="normal" name={name} defaultValue={chosen}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.words}
          </option>
        ))}
      </Select>
    </div>
  );
}

/** What is asked for less often: tests or not, in which order, how many on a page. */
export function ListOptions({ view: { asked, sort } }: { readonly view: AdminListView }) {
  const t = translator();
  return (
    <ListMenu label={t("admin.list.more_label")} words={t("admin.list.more")}>
      <Choice
        name="tests"
        words={t("admin.list.tests")}
        chosen={asked.tests}
        choices={[
          { value: "", words: t("admin.list.tests_any") },
          { value: "none", words: t("admin.list.tests_none") },
          { value: "only", words: t("admin.list.tests_only") },
        ]}
      />
      <Choice
        name="sort"
        words={t("admin.list.sort")}
        chosen={sort.by === "urgency" ? "" : sort.by}
        choices={ADMIN_SORTS.map((by) => ({ value: by === "urgency" ? "" : by, words: t(SORT_WORDS[by]) }))}
      />
      <Choice
        name="dir"
        words={t("admin.list.direction")}
        chosen={asked.dir}
        choices={[
          { value: "", words: t("admin.list.dir_usual") },
          { value: "asc", words: t("admin.list.dir_asc") },
          { value: "desc", words: t("admin.list.dir_desc") },
        ]}
      />
      <Choice
        name="size"
        words={t("admin.list.size")}
        chosen={asked.size}
        choices={PAGE_SIZES.map((size) => ({ value: size === USUAL_SIZE ? "" : size, words: size }))}
      />
    </ListMenu>
  );
}
