import type { DemoPersonView } from "../../lib/views/person";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { Sentence } from "../ui/sentence";
import { DemoPeople } from "./demo-people";
import { Door } from "./door";
import { EmailForm } from "./email-form";
import { Problem } from "./problem";
import { ServiceForm } from "./service-form";

export type SignInView = {
  readonly trial: boolean;
  readonly people: readonly DemoPersonView[];
  /** Ends of `signin.problem.…`; null: none. */
  readonly problem: string | null;
  /** How long to wait after too many tries; null: not told. */
  readonly minutes: number | null;
  readonly returnTo: string | null;
  /** The name of the sign-in service beside the mailed link; null: there is none. */
  readonly service: string | null;
};

function Or() {
  return (
    <p className="my-6 flex items-center gap-4 text-sm text-faint before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
      {translator()("signin.or")}
    </p>
  );
}

/** Sign in: by mailed link, by the company's account, and in the trial as a demo person. */
export function SignIn({ trial, people, problem, minutes, returnTo, service }: SignInView) {
  const t = translator();
  const hasDemo = trial && people.length > 0;
  return (
    <Door title={t("signin.title")} lead={t("signin.lead")}>
      <Problem code={problem} minutes={minutes} service={service} />
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
      {service === null ? null : (
        <>
          <Or />
          <ServiceForm name={service} returnTo={returnTo} />
        </>
      )}
      {trial ? null : <p className="mt-6 text-sm text-muted">{t("signin.new_here")}</p>}
    </Door>
  );
}
