import type { AttemptResultView } from "../../lib/views/flow";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { WatchButton } from "../notices/watch-button";
import { Button, Buttons, LinkButton } from "../ui/button";
import { Icon } from "../ui/icon";
import { outcomeLook } from "./outcome-look";
import { missingIn } from "./result-sentence";

/** A place to go, an answer to give, which is sent to `href` as `choice`, or a mail to ask for. */
type Step = {
  readonly text: string;
  readonly href: string;
  readonly out?: boolean;
  readonly choice?: "same" | "new";
  readonly isWatch?: true;
};

/** The main step of an outcome and, where there is a real choice, one other. */
function stepsOf(view: AttemptResultView): readonly Step[] {
  const { outcome, connection, retryHref, signOutUrl, accounts } = view;
  const back: Step = { text: "result.back", href: routes.connections };
  const open: Step | null = connection ? { text: "do.open", href: routes.connection(connection.id) } : null;
  switch (outcomeLook(outcome).next) {
    case "done":
      if (connection && missingIn(view).length > 0) {
        return [
          { text: "result.add_access", href: routes.reconnect(connection.id) },
          { text: "result.leave_it", href: routes.connection(connection.id) },
        ];
      }
      return [
        { text: "result.done", href: open?.href ?? routes.connections },
        { text: "result.another", href: routes.choose },
      ];
    case "open":
      return [
        open ?? { text: "result.see_connections", href: routes.connections },
        { text: "result.another", href: routes.choose },
      ];
    case "other_account": {
      const answers: Step[] = [];
      if (accounts?.canConfirmSame) answers.push({ text: "result.same_account", href: accounts.settleHref, choice: "same" });
      if (accounts?.canAddAsNew) answers.push({ text: "result.add_new", href: accounts.settleHref, choice: "new" });
      const again: Step = { text: "result.try_again", href: retryHref };
      if (accounts?.canConfirmSame) return [...answers, again];
      return signOutUrl
        ? [{ text: "result.sign_out_and_retry", href: signOutUrl, out: true }, again, ...answers]
        : [again, ...answers];
    }
    case "again_or_mail":
      return [
        { text: "watch.works", href: routes.connections, isWatch: true },
        { text: "result.try_again", href: retryHref },
      ];
    case "again":
      return [{ text: "result.try_again", href: retryHref }, back];
    case "start_again":
    // Nobody gets here who is not signed in by now.
    case "sign_in":
      return [{ text: "result.start_again", href: retryHref }, back];
    case "look_again":
      return [{ text: "result.in_progress.again", href: "?" }];
    case "see":
      return [{ text: "result.see_connections", href: routes.connections }];
    case "ask_admin":
      return [{ text: "result.ask_admin", href: `${routes.help}#more` }, back];
    case "back":
      return [back];
  }
}

/** One filled button; what else is possible stands plainly beside it. */
export function ResultButtons({ view }: { readonly view: AttemptResultView }) {
  const t = translator();
  const values = { provider: view.provider.name, label: view.connection?.label ?? "" };
  return (
    <div className="mt-6">
      <Buttons>
        {stepsOf(view).map(({ text, href, out, choice, isWatch }, place) => {
          const look = { size: "big", variant: place === 0 ? "main" : "plain", wide: "phone" } as const;
          if (isWatch) {
            return (
              <WatchButton
                key={text}
                provider={view.provider}
                returnTo={href}
                say="works"
                variant={look.variant}
                size={look.size}
              />
            );
          }
          if (choice) {
            return (
              <form key={text} method="post" action={href} className="flex max-md:w-full">
                <input type="hidden" name="choice" value={choice} />
                <Button {...look}>{t(text, values)}</Button>
              </form>
            );
          }
          return (
            <LinkButton key={text} href={href} rel={out ? "noreferrer" : undefined} {...look}>
              {t(text, values)}
              {out ? <Icon name="out" /> : null}
            </LinkButton>
          );
        })}
      </Buttons>
    </div>
  );
}
