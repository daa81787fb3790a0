import type { Metadata } from "next";
import { cache } from "react";
import { ConnectionDetail } from "@/components/connections/connection-detail";
import { Missing } from "@/components/shell/missing";
import { translator } from "@/lib/views/texts/translate";
import { returnedForm } from "@/lib/web/connect-form";
import { loadDetail, loadViewer } from "@/lib/web/loaders";
import { one, type SearchParamsSent } from "@/lib/web/search-params";

type Props = {
  readonly params: Promise<{ readonly id: string }>;
  readonly searchParams: Promise<SearchParamsSent>;
};

/** The title and the page ask for the same connection; it is read once. */
const detailOf = cache((id: string, before: string | null) => loadDetail(id, before === null ? {} : { before }));

async function load({ params, searchParams }: Props) {
  const sent = await searchParams;
  const before = one(sent, "before");
  const returned = returnedForm(sent);
  return {
    before,
    refusedName: returned?.problem.startsWith("label_") ? returned : null,
    connection: await detailOf((await params).id, before),
  };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { connection } = await load(props);
  return { title: connection?.label ?? translator()("missing.title") };
}

/** One connection: how it is, what it may do, what happened, what can be done. */
export default async function ConnectionPage(props: Props) {
  const [viewer, { before, refusedName, connection }] = await Promise.all([loadViewer(), load(props)]);
  if (connection === null) return <Missing />;
  const moment = { now: new Date(), zone: viewer.timeZone };
  return <ConnectionDetail connection={connection} moment={moment} isOlderPage={before !== null} refusedName={refusedName} />;
}
