import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { Buttons, LinkButton } from "../ui/button";
import { Icon } from "../ui/icon";
import { Mark } from "../ui/mark";
import { Sentence } from "../ui/sentence";
import { Door } from "./door";

type LeaveProps = { readonly name: string; readonly host: string; readonly address: string };

/** Leaves for the sign-in service by itself, without a script, as the page does that leaves for a marketplace. */
export function LeaveForService({ name, host, address }: LeaveProps) {
  const t = translator();
  return (
    <>
      <meta httpEquiv="refresh" content={`0;url=${address}`} />
      <meta name="referrer" content="no-referrer" />
      <Door
        above={<Mark monogram={name.slice(0, 2)} tone="own" size="large" />}
        title={t("signin.leave.title", { name })}
        lead={<Sentence text="signin.leave.body" nodes={{ host: <b>{host}</b> }} />}
      >
        <div className="mt-6">
          <Buttons>
            <LinkButton href={address} variant="main" size="big" wide="phone" rel="noreferrer" referrerPolicy="no-referrer">
              {t("signin.leave.go", { name })}
              <Icon name="out" />
            </LinkButton>
            <LinkButton href={routes.signIn} variant="bare" size="big" wide="phone">
              {t("signin.leave.stay")}
            </LinkButton>
          </Buttons>
        </div>
      </Door>
    </>
  );
}
