import type { FailureCause } from "../../lib/views/failure-cause";
import type { AttemptResultView } from "../../lib/views/flow";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { Buttons, LinkButton } from "../ui/button";
import { Result } from "../ui/result";
import { outcomeLook } from "./outcome-look";
import { resultWords } from "./result-sentence";

const NEXT = {
  sign_in: { text: "result.sign_in", href: routes.signIn },
  see: { text: "result.see_connections", href: routes.connections },
  start_again: { text: "result.start_again", href: routes.choose },
  again: { text: "result.try_again", href: routes.choose },
  again_or_mail: { text: "result.try_again", href: routes.choose },
} as const;

/** Somebody came back from a marketplace, and no attempt of this browser matches: nothing more than the cause is known. */
export function ProblemPage({ cause }: { readonly cause: FailureCause }) {
  const t = translator();
  const { icon, tone, next } = outcomeLook(cause);
  const view: AttemptResultView = {
    outcome: cause,
    provider: { id: "", name: t("result.the_marketplace"), monogram: "", tone: "", isTest: false },
    at: "",
    reference: "",
    connection: null,
    accounts: null,
    scopes: [],
    renewsAt: null,
    noRenewal: null,
    signOutUrl: null,
    retryHref: routes.choose,
  };
  const { title, body } = resultWords(view, { now: new Date(0), zone: null });
  const main = next in NEXT ? NEXT[next as keyof typeof NEXT] : { text: "result.back", href: routes.connections };
  return (
    <Result icon={icon} tone={tone} title={title} body={body} live="alert">
      <div className="mt-6">
        <Buttons>
          <LinkButton href={main.href} variant="main" size="big" wide="phone">
            {t(main.text)}
          </LinkButton>
          {main.href === routes.connections || main.href === routes.signIn ? null : (
            <LinkButton href={routes.connections} size="big" wide="phone">
              {t("result.back")}
            </LinkButton>
          )}
        </Buttons>
      </div>
    </Result>
  );
}
