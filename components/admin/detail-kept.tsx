import type { AdminDetailView } from "../../lib/views/admin";
import type { TwoWindows } from "../../lib/views/availability";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { Definition, Definitions } from "../ui/definitions";
import { PanelSection } from "../ui/panel";
import { Time } from "../ui/time";
import { Usable } from "./availability/usable";

const MONO = "font-mono text-sm wrap-anywhere";

function Names({ values }: { readonly values: readonly string[] }) {
  if (values.length === 0) return <span className="text-faint">{translator()("admin.none")}</span>;
  return <span className={MONO}>{values.join(" ")}</span>;
}

type DetailKeptProps = { readonly view: AdminDetailView; readonly usable: TwoWindows | null; readonly moment: Moment };

/** What is kept about it, by technical names. What opens the account is not among it. */
export function DetailKept({ view, usable, moment }: DetailKeptProps) {
  const t = translator();
  return (
    <PanelSection title={t("admin.detail.kept")}>
      <Definitions>
        <Definition term={t("admin.detail.id")}>
          <span className={MONO}>{view.connection.id}</span>
        </Definition>
        <Definition term={t("admin.detail.environment")}>{view.environmentId}</Definition>
        {view.accountKey === null ? null : (
          <Definition term={t("admin.detail.account_key")}>
            <span className={MONO}>{view.accountKey}</span>
          </Definition>
        )}
        <Definition
          term={t("admin.detail.registration")}
          aside={
            <>
              — {t(`admin.detail.registration_${view.registration}`)}
              {view.frozenUntil !== null && new Date(view.frozenUntil) > moment.now ? (
                <>
                  , <Time at={view.frozenUntil} moment={moment} as="relative" />
                </>
              ) : null}
            </>
          }
        >
          <span className={MONO}>{view.registrationId}</span>
        </Definition>
        {usable === null ? null : <Usable usable={usable} />}
        <Definition term={t("admin.detail.generation")}>{view.generation}</Definition>
        {view.keyId === null ? null : (
          <Definition term={t("admin.detail.key")}>
            <span className={MONO}>{view.keyId}</span>
          </Definition>
        )}
        {view.fingerprint === null ? null : (
          <Definition term={t("admin.detail.fingerprint")} aside={t("admin.detail.fingerprint_help")}>
            <span className={MONO}>{view.fingerprint}</span>
          </Definition>
        )}
        <Definition term={t("admin.detail.given")}>
          <Names values={view.scopeGiven} />
        </Definition>
        {view.scopeMissing.length === 0 ? null : (
          <Definition term={t("admin.detail.missing")}>
            <Names values={view.scopeMissing} />
          </Definition>
        )}
      </Definitions>
      <p className="mt-4 text-sm text-muted">{t("admin.detail.never")}</p>
    </PanelSection>
  );
}
