import type { DemoPersonView } from "../../lib/views/person";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { LinkButton } from "../ui/button";
import { Sentence } from "../ui/sentence";
import { DemoPeople } from "./demo-people";
import { Door } from "./door";
import { EmailForm } from "./email-form";
import { Problem } from "./problem";

export type SignInView = {
  readonly trial: boolean;
  readonly people: readonly DemoPersonView[];
  /** Ends of `signin.problem.…`; null: none. */
  readonly problem: string | null;
  readonly returnTo: string | null;
  readonly oidc: readonly { readonly id: string; readonly name: string }[];
};

/** Where the sign-in library begins a sign-in at a company's own account service. */
const oidcHref = (id: string): string => `/api/auth/signin/${encodeURIComponent(id)}`;

function Or() {
  return (
    <p className="my-6 flex items-center gap-4 text-sm text-faint before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
      {translator()("signin.or")}
    </p>
  );
}

/** Sign in: by mailed link, by the company's account, and in the trial as a demo person. */
export function SignIn({ trial, people, problem, returnTo, oidc }: SignInView) {
  const t = translator();
  const hasDemo = trial && people.length > 0;
  return (
    <Door title={t("signin.title")} lead={t("signin.lead")}>
      <Problem code={problem} />
      {trial ? (
        <>
          <DemoPeople people={people} returnTo={returnTo} />
          <Or />
        </>
      ) : (
        <div className="mt-6" />
      )}
      <EmailForm returnTo={returnTo} isMain={!hasDemo} />
      {trial ? (
        <p className="mt-3 text-sm text-muted">
          <Sentence
            text="signin.trial.mailbox"
            nodes={{
              link: (
                <a className="touch:-my-3 touch:inline-block touch:py-3" href={routes.mailbox}>
                  {t("signin.trial.mailbox_link")}
                </a>
              ),
            }}
          />
        </p>
      ) : null}
      {oidc.length > 0 ? <Or /> : null}
      <div className="grid gap-2">
        {oidc.map(({ id, name }) => (
          <LinkButton key={id} href={oidcHref(id)} size="big" wide="always">
            {t("signin.with", { name })}
          </LinkButton>
        ))}
      </div>
      {trial ? null : <p className="mt-6 text-sm text-muted">{t("signin.new_here")}</p>}
    </Door>
  );
}
