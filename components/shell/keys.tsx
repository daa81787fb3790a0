import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { SingleKeys } from "../islands/single-keys";
import type { Area } from "./header";

const ID = "keys";

function Key({ children, words }: { readonly children: string; readonly words: string }) {
  return (
    <div className="flex items-baseline justify-between gap-6 py-1.5">
      <dt className="text-muted">{words}</dt>
      <dd>
        <kbd data-edge="" className="rounded-xs border border-line bg-sunken px-1.5 font-mono text-sm">
          {children}
        </kbd>
      </dd>
    </div>
  );
}

/** What keys do by themselves on every page, and the words that the key ? shows. */
export function Keys({ area }: { readonly area: Area }) {
  const t = translator();
  return (
    <>
      <SingleKeys help={ID} />
      <dialog
        id={ID}
        aria-labelledby={`${ID}-title`}
        className="m-auto w-[min(24rem,calc(100vw-2rem))] rounded-lg border border-line bg-raised p-5 text-ink shadow-pop backdrop:bg-[rgb(0_0_0/0.5)]"
      >
        <h2 id={`${ID}-title`} className="text-md font-semibold">
          {t("keys.title")}
        </h2>
        <dl className="mt-3">
          <Key words={t("keys.search")}>/</Key>
          <Key words={t("keys.help")}>?</Key>
          {area === "admin" ? <Key words={t("admin.keys.palette")}>{t("admin.keys.palette_key")}</Key> : null}
          {area === "admin" ? <Key words={t("admin.keys.range")}>{t("admin.keys.range_key")}</Key> : null}
        </dl>
        <p className="mt-3 text-sm text-muted">
          <a href={routes.profile}>{t("keys.off")}</a>
        </p>
        <form method="dialog" className="mt-4">
          <button type="submit" data-edge="" className="button min-h-9 border-line-strong bg-surface px-3.5">
            {t("keys.close")}
          </button>
        </form>
      </dialog>
    </>
  );
}
