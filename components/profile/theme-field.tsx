import type { ViewerView } from "../../lib/views/person";
import { translator } from "../../lib/views/texts/translate";

const THEMES = ["system", "light", "dark"] as const satisfies readonly ViewerView["theme"][];

/** The theme, as radio buttons: three words side by side. */
export function ThemeField({ theme }: { readonly theme: ViewerView["theme"] }) {
  const t = translator();
  return (
    <fieldset>
      <legend className="mb-2 text-md font-semibold tracking-snug">{t("profile.theme.title")}</legend>
      <div className="grid grid-cols-1 gap-2 min-[26rem]:grid-cols-3">
        {THEMES.map((value) => (
          <label
            key={value}
            data-edge=""
            className="flex min-h-11 items-center gap-2.5 rounded-md border border-line-strong bg-surface px-3.5 hover:bg-hover has-checked:border-accent has-checked:bg-accent-tint"
          >
            <input
              type="radio"
              name="theme"
              value={value}
              defaultChecked={value === theme}
              className="size-4.5 flex-none accent-accent"
            />
            <span className="min-w-0 wrap-anywhere">{t(`profile.theme.${value}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
