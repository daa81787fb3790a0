import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { LinkButton } from "../ui/button";
import { Result } from "../ui/result";

/** A link that lets nobody in: its time is over, or it was used, replaced, or never given. */
export function InvitationGone({ isOver }: { readonly isOver: boolean }) {
  const t = translator();
  const why = isOver ? "over" : "gone";
  return (
    <Result icon={isOver ? "hourglass" : "link"} tone="idle" title={t(`invite.${why}.title`)} body={t(`invite.${why}.body`)}>
      <div className="mt-6">
        <LinkButton href={routes.signIn} variant={isOver ? "plain" : "main"} size="big" wide="phone">
          {t("invite.gone.sign_in")}
        </LinkButton>
      </div>
    </Result>
  );
}
