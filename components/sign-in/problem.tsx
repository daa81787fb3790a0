import { hasText, translator } from "../../lib/views/texts/translate";
import { Strip } from "../ui/notice";

type ProblemProps = {
  /** Ends of `signin.problem.…`; null: none. */
  readonly code: string | null;
  /** How long to wait, where that is known. */
  readonly minutes?: number | null;
  /** The name of the sign-in service, where there is one. */
  readonly service?: string | null;
};

/** Why a person stands here again. What no text is known for is told without detail. */
export function Problem({ code, minutes = null, service = null }: ProblemProps) {
  if (code === null) return null;
  const t = translator();
  const key = hasText(`signin.problem.${code}.title`) ? `signin.problem.${code}` : "signin.problem.unknown";
  return (
    <div role="alert" className="mt-6">
      <Strip tone="warn" icon="triangle">
        <b>{t(`${key}.title`)}.</b>{" "}
        {minutes !== null && hasText(`${key}.body_minutes`)
          ? t(`${key}.body_minutes`, { minutes })
          : t(`${key}.body`, { service: service ?? t("signin.service_other") })}
      </Strip>
    </div>
  );
}
