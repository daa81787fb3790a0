import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { LinkButton } from "../ui/button";
import { Panel, Section } from "../ui/panel";

/** What a person may take with them, and how they leave. */
export function OwnData() {
  const t = translator();
  const rows = [
    { text: "profile.export", href: routes.api.exportMine, download: true },
    { text: "profile.delete", href: routes.deleteAccount, download: false },
  ] as const;
  return (
    <Section title={t("profile.data.title")}>
      <Panel>
        {rows.map(({ text, href, download }) => (
          <div
            key={text}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 px-4 py-4 not-first:border-t not-first:border-line md:px-6"
          >
            <div className="min-w-0 flex-[1_1_16rem]">
              <p className="text-md font-semibold tracking-snug">{t(`${text}.title`)}</p>
              <p className="mt-0.5 text-sm text-pretty text-muted">{t(`${text}.body`)}</p>
            </div>
            <LinkButton
              href={href}
              size="small"
              wide="phone"
              variant={download ? "plain" : "end"}
              download={download || undefined}
            >
              {t(`${text}.do`)}
            </LinkButton>
          </div>
        ))}
      </Panel>
    </Section>
  );
}
