import type { FlashView } from "../../lib/views/person";
import { translator } from "../../lib/views/texts/translate";
import { FocusFlash } from "../islands/focus-flash";
import { Button, LinkButton } from "../ui/button";
import { Strip } from "../ui/notice";

const ID = "flash";
const LOOKS = {
  good: { tone: "good", icon: "check" },
  calm: { tone: "warn", icon: "triangle" },
  bad: { tone: "stop", icon: "octagon-x" },
} as const;

/** A plain form, so that a change is taken back without a script as well. */
function Undo({ undo: { action, fields } }: { readonly undo: NonNullable<FlashView["undo"]> }) {
  return (
    <form method="post" action={action}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button size="small">{translator()("flash.undo")}</Button>
    </form>
  );
}

/** The answer to a form: said once, read aloud, and given the focus. */
export function FlashBanner({ flash }: { readonly flash: FlashView }) {
  const t = translator();
  // A failure may have been written for a page that names the marketplace; here a common noun does.
  const values = { provider: t("result.the_marketplace"), account: t("result.this_account"), ...flash.values };
  return (
    <div className="mx-auto w-full max-w-seller px-4 pt-4 md:px-6 md:pt-6">
      <div id={ID} role={flash.tone === "bad" ? "alert" : "status"} tabIndex={-1} className="rounded-lg">
        <Strip
          {...LOOKS[flash.tone]}
          action={
            <>
              {flash.undo ? <Undo undo={flash.undo} /> : null}
              {flash.act ? (
                <LinkButton href={flash.act.href} size="small">
                  {t(flash.act.text)}
                </LinkButton>
              ) : null}
            </>
          }
        >
          {t(flash.text, values)}
        </Strip>
      </div>
      <FocusFlash id={ID} />
    </div>
  );
}
