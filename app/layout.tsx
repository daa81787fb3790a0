import "./globals.css";
import "./marks.css";
import "./print.css";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { directionOf } from "@/lib/core/language";
import { readersLanguage } from "@/lib/views/language";
import { translator } from "@/lib/views/texts/translate";
import { maybeViewer } from "@/lib/web/loaders";

export const generateMetadata = (): Metadata => ({
  title: { default: "Holdfast", template: "%s · Holdfast" },
  description: translator()("foot.line"),
  icons: { icon: "/icon.svg" },
  robots: { index: false, follow: false },
  // Telephone numbers and addresses that a phone finds in labels are not ours to link.
  formatDetection: { telephone: false, address: false, email: false },
});

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#121516" },
  ],
};

const THEMES = ["light", "dark"] as const;

/** The document. The theme comes from a cookie, so that no script has to put it right afterwards. */
export default async function RootLayout({ children }: { readonly children: React.ReactNode }) {
  const [kept, viewer] = [await cookies(), await maybeViewer()];
  const theme = kept.get("theme")?.value ?? viewer?.theme;
  const density = kept.get("density")?.value ?? viewer?.density;
  const language = readersLanguage();
  const t = translator();
  return (
    <html
      lang={language}
      dir={directionOf(language)}
      data-theme={THEMES.find((each) => each === theme)}
      data-density={density === "compact" ? density : undefined}
    >
      {/* What app/error.tsx says: to carry a catalogue to where scripts draw alone would cost every page more than this. */}
      <body
        data-failed={t("failed.title")}
        data-failed-body={t("failed.body")}
        data-failed-again={t("door.again")}
        data-failed-reference={t("result.reference")}
      >
        {children}
      </body>
    </html>
  );
}
