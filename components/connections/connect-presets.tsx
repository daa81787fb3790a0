import type { ConnectPageView } from "../../lib/views/flow";
import { translator } from "../../lib/views/texts/translate";
import { Button } from "../ui/button";

const PRESETS = ["read", "full"] as const;

/**
 * Ticks many permissions at one press, where some read and some change. The buttons ask for the same page again, with all
 * that was typed, so they need no script.
 */
export function ConnectPresets({ optional, page }: Pick<ConnectPageView, "optional"> & { readonly page: string }) {
  const t = translator();
  if (!optional.some(({ writes }) => writes) || optional.every(({ writes }) => writes)) return null;
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line px-5 py-3 max-md:px-4">
      <span className="text-muted">{t("connect.preset_label")}</span>
      {PRESETS.map((preset) => (
        <Button
          key={preset}
          size="small"
          name="preset"
          value={preset}
          formAction={`${page}#choose`}
          formMethod="get"
          formNoValidate
        >
          {t(`connect.preset.${preset}`)}
        </Button>
      ))}
    </div>
  );
}
