import type { Metadata } from "next";
import { cache } from "react";
import { ClockWatch } from "@/components/connections/clock-watch";
import { ConnectionDetail } from "@/components/connections/connection-detail";
import { Missing } from "@/components/shell/missing";
import { translator } from "@/lib/views/texts/translate";
import { returnedForm } from "@/lib/web/connect-form";
import { loadOwnAvailability } from "@/lib/web/forecast-loaders";
import { loadDetail, loadViewer } from "@/lib/web/loaders";
import { one, type SearchParamsSent } from "@/lib/web/search-params";

type Props = {
  readonly params: Promise<{ readonly id: string }>;
  readonly searchParams: Promise<SearchParamsSent>;
};

/** The title and the page ask for the same connection; it is read once. */
const detailOf = cache((id: string, query: string) => loadDetail(id, Object.fromEntries(new URLSearchParams(query))));

/** What the address asks the history for. */
const HISTORY = ["before", "kind", "from", "to"] as const;

async function load({ params, searchParams }: Props) {
  const sent = await searchParams;
  const asked = HISTORY.flatMap((name) => {
    const value = one(sent, name);
    return value === null ? [] : [[name, value]];
  });
  const returned = returnedForm(sent);
  return {
    before: one(sent, "before"),
    refusedName: returned?.problem.startsWith("label_") ? returned : null,
    connection: await detailOf((await params).id, String(new URLSearchParams(asked))),
  };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { connection } = await load(props);
  return { title: connection?.label ?? translator()("missing.title") };
}

/** One connection: how it is, what it may do, what happened, what can be done. */
export default async function ConnectionPage(props: Props) {
  const [viewer, { before, refusedName, connection }, usable] = await Promise.all([
    loadViewer(),
    load(props),
    props.params.then(({ id }) => loadOwnAvailability(id)),
  ]);
  if (connection === null) return <Missing />;
  const moment = { now: new Date(), zone: viewer.timeZone };
  return (
    <>
      <ClockWatch connection={connection} />
      <ConnectionDetail
        connection={connection}
        moment={moment}
        isOlderPage={before !== null}
        refusedName={refusedName}
        usable={usable}
      />
    </>
  );
}
