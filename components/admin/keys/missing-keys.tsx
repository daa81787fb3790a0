import type { MissingKeyView } from "../../../lib/views/keys";
import { routes } from "../../../lib/views/routes";
import { translator } from "../../../lib/views/texts/translate";
import { Strip } from "../../ui/notice";
import { listAddress } from "../list-address";

/** Access that nobody here can open, and whose it is. While every key is here there is nothing to see. */
export function MissingKeys({ missing }: { readonly missing: readonly MissingKeyView[] }) {
  const t = translator();
  return missing.map(({ id, records, isLeast, waiting, connections }) => (
    <Strip key={id} tone="stop" icon="key">
      <div role="alert">
        <p>
          <b>{t("admin.keys.missing", { key: id })}</b>
        </p>
        <p className="text-sm">{t(isLeast ? "admin.keys.missing_least" : "admin.keys.missing_count", { count: records })}</p>
        <p className="text-sm text-muted">{t("admin.keys.missing_more")}</p>
      </div>
      {connections.length === 0 ? null : (
        <details className="mt-1 text-sm">
          <summary className="inline-flex min-h-6 cursor-pointer items-center underline touch:min-h-11">
            {t(isLeast ? "admin.keys.missing_which_least" : "admin.keys.missing_which", { count: waiting })}
          </summary>
          <ul className="mt-1 grid gap-0.5 ps-4">
            {connections.map((connection) => (
              <li key={connection.id} className="list-disc">
                <a href={routes.admin.connection(connection.id)} className="inline-flex min-h-6 items-center touch:min-h-11">
                  {connection.label}
                </a>
              </li>
            ))}
          </ul>
          {waiting > connections.length ? (
            <p className="mt-1">
              {t("admin.keys.missing_first", { count: connections.length })}{" "}
              <a href={listAddress({ reason: "key_unavailable" })} className="inline-flex min-h-6 items-center touch:min-h-11">
                {t("admin.keys.missing_list")}
              </a>
            </p>
          ) : null}
        </details>
      )}
    </Strip>
  ));
}
