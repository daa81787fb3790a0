import type { Condition } from "../../lib/core/connections/condition";
import { translator } from "../../lib/views/texts/translate";
import { Icon } from "../ui/icon";
import { ListMenu } from "./list-menu";

/** Several conditions at once: what fits any of them is shown. */
export function StateBoxes({ chosen, all }: { readonly chosen: readonly Condition[]; readonly all: readonly Condition[] }) {
  const t = translator();
  const [first, ...more] = chosen;
  const words =
    first === undefined
      ? t("filter.all_states")
      : more.length === 0
        ? t(`admin.condition.${first}`)
        : t("admin.list.states", { count: chosen.length });
  return (
    <ListMenu label={`${t("admin.list.state")}: ${words}`} words={words}>
      <fieldset>
        <legend className="sr-only">{t("admin.list.state")}</legend>
        {all.map((condition) => (
          <label key={condition} className="menu-item">
            <input
              type="checkbox"
              name="state"
              value={condition}
              defaultChecked={chosen.includes(condition)}
              className="size-4 flex-none accent-accent"
            />
            {t(`admin.condition.${condition}`)}
          </label>
        ))}
      </fieldset>
      <button type="submit" className="menu-item border-t border-line font-medium">
        <Icon name="search" />
        {t("admin.list.apply")}
      </button>
    </ListMenu>
  );
}
