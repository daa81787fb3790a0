import type { Metadata } from "next";
import { ApiKeys } from "@/components/settings/api-keys";
import { translator } from "@/lib/views/texts/translate";

export const generateMetadata = (): Metadata => ({ title: translator()("api_keys.title") });

/** Where keys for tools will be made. */
export default function ApiKeysPage() {
  return <ApiKeys />;
}
