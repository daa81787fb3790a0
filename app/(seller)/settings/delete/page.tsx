import type { Metadata } from "next";
import { DeleteAccount } from "@/components/profile/delete-account";
import { translator } from "@/lib/views/texts/translate";
import { loadDeleteAccount } from "@/lib/web/own-account-loaders";

export const generateMetadata = (): Metadata => ({ title: translator()("delete.title") });

/** What deleting an account ends, before it happens, and how each connection ended. */
export default async function DeleteAccountPage() {
  return <DeleteAccount {...(await loadDeleteAccount())} />;
}
