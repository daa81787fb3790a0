import { translator } from "../../lib/views/texts/translate";
import { Note } from "../ui/notice";

/** Which other connections of the seller the marketplace may end with this one. */
export function DisconnectOthers({ provider, labels }: { readonly provider: string; readonly labels: readonly string[] }) {
  if (labels.length === 0) return null;
  const t = translator();
  return (
    <div className="mt-4">
      <Note icon="triangle">
        <h2 className="font-semibold text-ink">{t("disconnect.also_end", { count: labels.length })}</h2>
        <p className="mt-1">{t("disconnect.also_end_body", { provider })}</p>
        <ul className="mt-2 list-disc ps-5 text-ink">
          {labels.map((label) => (
            <li key={label}>{label}</li>
          ))}
        </ul>
      </Note>
    </div>
  );
}
