import "./globals.css";
import "./print.css";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { maybeViewer } from "@/lib/web/loaders";

export const metadata: Metadata = {
  title: { default: "Holdfast", template: "%s · Holdfast" },
  description: "Keeps every marketplace account connected.",
  icons: { icon: "/icon.svg" },
  robots: { index: false, follow: false },
  // Telephone numbers and addresses that a phone finds in labels are not ours to link.
  formatDetection: { telephone: false, address: false, email: false },
};

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
  const chosen = (await cookies()).get("theme")?.value ?? (await maybeViewer())?.theme;
  return (
    <html lang="en" dir="ltr" data-theme={THEMES.find((theme) => theme === chosen)}>
      <body>{children}</body>
    </html>
  );
}
