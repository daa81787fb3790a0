import type { LeaveView } from "../../lib/views/flow";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { Buttons, LinkButton } from "../ui/button";
import { Icon } from "../ui/icon";
import { Mark } from "../ui/mark";
import { Page } from "../ui/page";
import { Sentence } from "../ui/sentence";

/**
 * Leaves for the marketplace by itself, without a script.
 *
 * A page of our own stands between the form and the marketplace because browsers hold a form's
 * redirects to the `form-action` of its page. No address of ours goes along.
 */
export function LeavePage({ view, back = routes.connections }: { readonly view: LeaveView; readonly back?: string }) {
  const t = translator();
  const { provider, host, address } = view;
  return (
    <Page width="result">
      <meta httpEquiv="refresh" content={`0;url=${address}`} />
      <meta name="referrer" content="no-referrer" />
      <div className="mt-6">
        <Mark monogram={provider.monogram} tone={provider.tone} size="large" />
        <h1 className="mt-5 text-title font-semibold tracking-tight text-balance md:text-2xl">
          {t("leave.title", { provider: provider.name })}
        </h1>
        <p className="mt-3 mb-6 text-lg text-pretty text-muted" role="status">
          <Sentence text="leave.body" nodes={{ host: <b className="text-ink wrap-anywhere">{host}</b> }} />
        </p>
        <Buttons>
          <LinkButton href={address} variant="main" size="big" wide="phone" rel="noreferrer" referrerPolicy="no-referrer">
            {t("leave.go", { provider: provider.name })}
            <Icon name="out" />
          </LinkButton>
          <LinkButton href={back} variant="bare" size="big" wide="phone">
            {t("leave.stay")}
          </LinkButton>
        </Buttons>
      </div>
    </Page>
  );
}
