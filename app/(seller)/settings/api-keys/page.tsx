import type { Metadata } from "next";
import { ApiKeys } from "@/components/api-keys/api-keys";
import { translator } from "@/lib/views/texts/translate";
import { loadApiKeys } from "@/lib/web/api-key-loaders";
import { loadViewer } from "@/lib/web/loaders";

export const generateMetadata = (): Metadata => ({ title: translator()("api_keys.title") });

/** Keys of the reader's tools. */
export default async function ApiKeysPage() {
  const [viewer, { made, origin, ...view }] = await Promise.all([loadViewer(), loadApiKeys()]);
  return <ApiKeys view={view} made={made} origin={origin} moment={{ now: new Date(), zone: viewer.timeZone }} />;
}
