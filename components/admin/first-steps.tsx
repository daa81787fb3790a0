import type { FirstSteps as Steps } from "../../lib/views/admin-overview";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { LinkButton } from "../ui/button";
import { Icon } from "../ui/icon";
import { AdminSection } from "./section";

/** What a fresh install still needs, in the order in which it can be done. What is done has its tick. */
export function FirstSteps({ steps: { isSetUp, isConnected } }: { readonly steps: Steps }) {
  const t = translator();
  const steps = [
    { name: "app", isDone: isSetUp },
    { name: "secret", isDone: isSetUp },
    { name: "seller", isDone: isConnected },
  ] as const;
  const next = steps.findIndex(({ isDone }) => !isDone);
  return (
    <AdminSection id="first-steps" title={t("admin.steps.title")} lead={t("admin.steps.lead")}>
      <ol className="grid gap-px border-t border-line bg-line md:grid-cols-3">
        {steps.map(({ name, isDone }, place) => (
          <li key={name} aria-current={place === next ? "step" : undefined} className="bg-surface px-5 py-4 max-md:px-4">
            <p className={`flex items-center gap-2 font-medium ${isDone ? "text-muted" : ""}`}>
              <span className={isDone ? "tone-good text-tone-icon" : place === next ? "text-accent" : "text-faint"}>
                {isDone ? <Icon name="check" /> : <span className="tabular-nums">{place + 1}.</span>}
              </span>
              {t(`admin.steps.${name}`)}
              {isDone ? <span className="text-xs font-normal text-muted">{t("admin.steps.done")}</span> : null}
            </p>
            <p className="mt-1 text-sm text-pretty text-muted">{t(`admin.steps.${name}_more`)}</p>
            {place === next ? (
              <p className="mt-2">
                <LinkButton size="small" variant="main" href={name === "seller" ? routes.admin.people : routes.admin.providers}>
                  {t(name === "seller" ? "admin.steps.people" : "admin.steps.providers")}
                </LinkButton>
              </p>
            ) : null}
          </li>
        ))}
      </ol>
    </AdminSection>
  );
}
