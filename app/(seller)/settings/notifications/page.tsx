import type { Metadata } from "next";
import { NotificationSettings } from "@/components/notices/notification-settings";
import { translator } from "@/lib/views/texts/translate";
import { loadNotificationSettings } from "@/lib/web/loaders";

export const generateMetadata = (): Metadata => ({ title: translator()("notifications.title") });

/** What this person wants to be told, and how. */
export default async function NotificationSettingsPage() {
  const settings = await loadNotificationSettings();
  return <NotificationSettings settings={settings} now={new Date()} />;
}
