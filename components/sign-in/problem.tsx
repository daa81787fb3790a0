import { hasText, translator } from "../../lib/views/texts/translate";
import { Strip } from "../ui/notice";

/** Why a person stands here again. What no text is known for is told without detail. */
export function Problem({ code }: { readonly code: string | null }) {
  if (code === null) return null;
  const t = translator();
  const key = hasText(`signin.problem.${code}.title`) ? `signin.problem.${code}` : "signin.problem.unknown";
  return (
    <div role="alert" className="mt-6">
      <Strip tone="warn" icon="triangle">
        <b>{t(`${key}.title`)}.</b> {t(`${key}.body`)}
      </Strip>
    </div>
  );
}
