import type { AdminDetailView } from "../../lib/views/admin";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { CopyButton } from "../islands/copy-button";
import { DialogLink } from "../islands/dialog-link";
import { Button } from "../ui/button";
import { Field, TextInput } from "../ui/field";
import { Icon } from "../ui/icon";
import { Sentence } from "../ui/sentence";
import { Time } from "../ui/time";
import { AdminSection } from "./section";

const ICONS = { refresh: "refresh", pause: "pause", resume: "play" } as const;

/** What an admin can do to somebody's connection, side by side. Nothing stands here for whoever may only look. */
export function DetailActs({ view }: { readonly view: AdminDetailView }) {
  const t = translator();
  const { id, label } = view.connection;
  return (
    <div className="flex flex-wrap gap-2">
      {view.acts.map((act) =>
        act === "disconnect" ? (
          <DialogLink key={act} href={routes.admin.disconnect(id)} variant="end" size="small">
            <Icon name="unplug" />
            {t("disconnect.yes", { label })}
          </DialogLink>
        ) : (
          <form key={act} method="post" action={routes.api.adminAct(id, act)}>
            <Button size="small">
              <Icon name={ICONS[act]} />
              {t(`admin.detail.do.${act}`)}
            </Button>
          </form>
        ),
      )}
      <form method="post" action={routes.api.adminSee(id)}>
        <Button size="small">
          <Icon name="user" />
          {t("admin.as_seller.do")}
        </Button>
      </form>
    </div>
  );
}

type LinkProps = { readonly view: AdminDetailView & { readonly linkAddress: string | null }; readonly moment: Moment };

/** A link in the seller's stead, by which whoever has the sign-in repairs this one connection. */
export function DetailLink({ view, moment }: LinkProps) {
  const t = translator();
  const { link, linkAddress, connection } = view;
  if (link === null || (link.cannot === "not_needed" && linkAddress === null)) return null;
  const named = { provider: connection.provider.name, label: connection.label };
  return (
    <AdminSection id="link" title={t("admin.link.title")} lead={t("admin.link.lead", named)}>
      <div className="grid gap-4 border-t border-line px-5 py-4 max-md:px-4">
        {linkAddress === null ? null : (
          <div>
            <Field id="link-address" label={t("share.link")} help={t("share.link_help")}>
              {(control) => (
                <span dir="ltr">
                  <TextInput {...control} readOnly value={linkAddress} spellCheck={false} />
                </span>
              )}
            </Field>
            <div className="mt-3 flex flex-wrap gap-2">
              <CopyButton text={linkAddress} words={t("share.copy")} done={t("share.copied")} />
            </div>
          </div>
        )}
        {link.openUntil === null ? null : (
          <p className="text-muted">
            <Sentence text="admin.link.open" nodes={{ ends: <Time at={link.openUntil} moment={moment} as="day-time" /> }} />
          </p>
        )}
        {link.cannot === null ? (
          <form method="post" action={routes.api.adminLink(connection.id)} className="flex flex-wrap gap-2">
            {link.canMail ? (
              <Button size="small" name="how" value="mail">
                <Icon name="mail" />
                {t("admin.link.mail")}
              </Button>
            ) : null}
            <Button size="small" name="how" value="show">
              <Icon name="link" />
              {t("admin.link.show")}
            </Button>
          </form>
        ) : (
          <p className="text-muted">{t(`admin.link.cannot.${link.cannot}`, named)}</p>
        )}
      </div>
    </AdminSection>
  );
}
