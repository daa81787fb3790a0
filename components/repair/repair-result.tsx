import type { RepairOutcome, RepairResultView } from "../../lib/views/repair";
import { routes } from "../../lib/views/routes";
import { hasText, translator } from "../../lib/views/texts/translate";
import { type Outcome, outcomeLook } from "../connections/outcome-look";
import { Buttons, LinkButton } from "../ui/button";
import { Icon } from "../ui/icon";
import { Result } from "../ui/result";

/** Ends after which the same link can be tried once more. */
const TRY_AGAIN: ReadonlySet<RepairOutcome> = new Set<RepairOutcome>([
  "denied",
  "expired",
  "mismatch",
  "wrong_account",
  "unsure",
  "provider_down",
  "code_expired",
  "unreadable",
  "unknown",
]);

const LIKE: Partial<Record<RepairOutcome, Outcome>> = {
  done: "connected",
  unsure: "wrong_account",
  link_used: "used",
  link_expired: "expired",
  link_not_needed: "connected",
};

/** Back with a reconnect link. Success names nothing: whoever used the link has no further business here. */
export function RepairResult({ view, code }: { readonly view: RepairResultView; readonly code: string }) {
  const t = translator();
  const { outcome, provider, reference, signOutUrl } = view;
  const { icon, tone } = outcomeLook(LIKE[outcome] ?? (outcome as Outcome));
  const key = hasText(`repair.end.${outcome}.title`) ? `repair.end.${outcome}` : `err.${outcome}`;
  const values = { provider: provider.name, ref: reference };
  const otherAccount = outcome === "wrong_account" || outcome === "unsure";
  return (
    <Result
      icon={icon}
      tone={tone}
      title={t(`${key}.title`, values)}
      body={t(`${key}.body`, values)}
      live={outcome === "done" || outcome === "in_progress" ? "status" : "alert"}
    >
      {outcome === "in_progress" ? <meta httpEquiv="refresh" content="3" /> : null}
      {TRY_AGAIN.has(outcome) ? (
        <div className="mt-6">
          <Buttons>
            {otherAccount && signOutUrl ? (
              <LinkButton href={signOutUrl} rel="noreferrer" variant="main" size="big" wide="phone">
                {t("result.sign_out_and_retry", values)}
                <Icon name="out" />
              </LinkButton>
            ) : null}
            <LinkButton
              href={routes.repair(code)}
              variant={otherAccount && signOutUrl ? "plain" : "main"}
              size="big"
              wide="phone"
            >
              {t("result.try_again")}
            </LinkButton>
          </Buttons>
        </div>
      ) : null}
    </Result>
  );
}
