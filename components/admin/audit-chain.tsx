import type { ChainView } from "../../lib/views/audit";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { Button } from "../ui/button";
import { Strip } from "../ui/notice";
import { Sentence } from "../ui/sentence";
import { Time } from "../ui/time";

/** Whether the log still is what was written, and up to when. */
export function AuditChain({ chain, moment }: { readonly chain: ChainView | null; readonly moment: Moment }) {
  const t = translator();
  const again = (
    <form method="post" action={routes.api.checkAudit}>
      <Button size="small">{t("admin.audit.check")}</Button>
    </form>
  );
  if (chain === null || (chain.fault === null && chain.completeTo === null)) {
    return (
      <div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2 text-sm text-muted">
        <span>{t("admin.audit.unchecked")}</span>
        {again}
      </div>
    );
  }
  const checked = <Time at={chain.checkedAt} moment={moment} as="relative" />;
  if (chain.fault === null) {
    return (
      <div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
        <span>
          <Sentence
            text="admin.audit.complete"
            nodes={{
              time: (
                <b>
                  <Time at={chain.completeTo ?? chain.checkedAt} moment={moment} as="day-time" />
                </b>
              ),
            }}
          />{" "}
          <span className="text-muted">
            <Sentence text="admin.audit.looked" values={{ count: chain.entries }} nodes={{ when: checked }} />
          </span>
        </span>
        {again}
      </div>
    );
  }
  const { seq, why } = chain.fault;
  return (
    <div className="mt-4" role="alert">
      <Strip tone="stop" icon="octagon-x" action={again}>
        <p>
          <b>{t(`admin.audit.fault_${why}`, { seq })}</b>
        </p>
        <p className="text-sm text-muted">
          {chain.completeTo === null ? (
            t("admin.audit.fault_none")
          ) : (
            <Sentence
              text="admin.audit.fault_until"
              nodes={{ time: <Time at={chain.completeTo} moment={moment} as="exact" /> }}
            />
          )}
        </p>
      </Strip>
    </div>
  );
}
