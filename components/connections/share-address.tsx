import type { ShareView } from "../../lib/views/repair";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { CopyButton } from "../islands/copy-button";
import { Button } from "../ui/button";
import { Field, TextInput } from "../ui/field";
import { Icon } from "../ui/icon";
import { Panel } from "../ui/panel";
import { Sentence } from "../ui/sentence";
import { Time } from "../ui/time";

type ShareAddressProps = { readonly view: ShareView; readonly address: string; readonly moment: Moment };

/** A new link, shown this one time: as text to be copied by hand, and with a button where the browser has one. */
export function ShareAddress({ view: { id, open }, address, moment }: ShareAddressProps) {
  const t = translator();
  return (
    <Panel room="padded">
      <Field id="link" label={t("share.link")} help={t("share.link_help")}>
        {(control) => (
          <span dir="ltr">
            <TextInput {...control} readOnly value={address} spellCheck={false} />
          </span>
        )}
      </Field>
      <div className="mt-4 flex flex-wrap gap-2">
        <CopyButton text={address} words={t("share.copy")} done={t("share.copied")} />
        <form method="post" action={routes.api.takeLinkBack(id)} className="flex max-md:w-full">
          <Button size="big" wide="phone">
            <Icon name="x" />
            {t("share.take_back")}
          </Button>
        </form>
      </div>
      {open === null ? null : (
        <p className="mt-4 text-muted">
          <Sentence text="share.until" nodes={{ ends: <Time at={open.endsAt} moment={moment} as="day-time" /> }} />
        </p>
      )}
    </Panel>
  );
}
