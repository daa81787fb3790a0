import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { Button, LinkButton } from "../ui/button";
import { Note } from "../ui/notice";
import { Sentence } from "../ui/sentence";
import { Door } from "./door";
import { Problem } from "./problem";

/** What a mailed link carries. Untrusted: anybody can write such an address. */
export type MailedLink = {
  readonly token: string;
  readonly email: string;
  readonly returnTo: string | null;
  /** Another browser than this one asked for it. */
  readonly isElsewhere: boolean;
};

/** The page that a mailed link opens. Only the button uses the link up, so that a mail scanner cannot. */
export function Continue({ link }: { readonly link: MailedLink | null }) {
  const t = translator();
  if (link === null) {
    return (
      <Door title={t("signin.title")}>
        <Problem code="link_incomplete" />
        <div className="mt-6">
          <LinkButton href={routes.signIn} variant="main" size="big" wide="phone">
            {t("signin.continue.new_link")}
          </LinkButton>
        </div>
      </Door>
    );
  }
  return (
    <Door
      title={t("signin.continue.title")}
      lead={
        <>
          {link.isElsewhere ? `${t("signin.continue.elsewhere")} ` : null}
          <Sentence text="signin.continue.body" nodes={{ email: <b>{link.email}</b> }} />
        </>
      }
    >
      <form method="post" action={routes.api.signInContinue} className="mt-6">
        <input type="hidden" name="token" value={link.token} />
        <input type="hidden" name="email" value={link.email} />
        {link.returnTo === null ? null : <input type="hidden" name="returnTo" value={link.returnTo} />}
        <Button variant="main" size="big" wide="phone">
          {t("signin.continue.do")}
        </Button>
      </form>
      <div className="mt-6">
        <Note icon="shield">
          <p>{t("signin.continue.why")}</p>
          <p className="mt-1">{t("signin.continue.not_you")}</p>
        </Note>
      </div>
    </Door>
  );
}
