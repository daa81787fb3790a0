import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { LinkButton } from "../ui/button";
import { Door } from "./door";

/** After asking for a link: the same words whether or not the address is known. */
export function Sent({ trial }: { readonly trial: boolean }) {
  const t = translator();
  return (
    <Door title={t("signin.sent.title")} lead={t("signin.sent.body")}>
      <p className="mt-3 text-pretty text-muted">{t("signin.sent.not_here")}</p>
      <div className="mt-6 flex flex-wrap gap-2">
        {trial ? (
          <LinkButton href={routes.mailbox} variant="main" size="big" wide="phone">
            {t("signin.sent.mailbox")}
          </LinkButton>
        ) : null}
        <LinkButton href={routes.signIn} size="big" wide="phone">
          {t("signin.sent.again")}
        </LinkButton>
      </div>
    </Door>
  );
}
