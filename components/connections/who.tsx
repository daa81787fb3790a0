import type { ConnectionView } from "../../lib/views/connection";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { Tag } from "../ui/badge";

/** Label, marketplace and account of a connection. The label leads to its page. */
export function Who({ connection, heading = false }: { readonly connection: ConnectionView; readonly heading?: boolean }) {
  const { id, label, provider, account } = connection;
  const Name = heading ? "h3" : "p";
  return (
    <div className="min-w-0 flex-1">
      <Name className="flex flex-wrap items-center gap-x-2 gap-y-1 -my-0.5 text-md leading-6 font-semibold tracking-snug">
        <a href={routes.connection(id)} className="name-link">
          <bdi>{label}</bdi>
        </a>
        {provider.isTest ? <Tag>{translator()("card.test")}</Tag> : null}
      </Name>
      <p className="mt-0.5 text-sm text-muted wrap-anywhere">
        <bdi>{provider.name}</bdi>
        {account ? (
          <>
            {" · "}
            <bdi>{account}</bdi>
          </>
        ) : null}
      </p>
    </div>
  );
}
