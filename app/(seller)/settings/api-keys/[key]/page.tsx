import type { Metadata } from "next";
import { EndKey } from "@/components/api-keys/end-key";
import { Missing } from "@/components/shell/missing";
import { translator } from "@/lib/views/texts/translate";
import { loadKey } from "@/lib/web/api-key-loaders";
import { loadViewer } from "@/lib/web/loaders";

type Props = { readonly params: Promise<{ readonly key: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const key = await loadKey((await params).key);
  return { title: translator()(key === null ? "missing.title" : "api_keys.end_title", { name: key?.name ?? "" }) };
}

/** Before a key ends: what it was used for. */
export default async function EndKeyPage({ params }: Props) {
  const [viewer, key] = await Promise.all([loadViewer(), params.then((given) => loadKey(given.key))]);
  return key === null ? <Missing /> : <EndKey apiKey={key} moment={{ now: new Date(), zone: viewer.timeZone }} />;
}
