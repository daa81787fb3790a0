import type { ScopeView } from "../../lib/views/connection";
import { readersLanguage } from "../../lib/views/language";
import { setApart } from "../../lib/views/texts/isolate";
import { hasText, translator } from "../../lib/views/texts/translate";
import { Tag } from "../ui/badge";
import { Icon } from "../ui/icon";

/** What a permission lets us do, in a seller's words; its technical name where nobody wrote any. */
export function permissionWords({ text, value, words }: ScopeView): string {
  const t = translator();
  if (words !== undefined) return setApart(readersLanguage(), words);
  return text !== null && hasText(text) ? t(text) : t("can.unknown", { name: value });
}

type PermissionItemProps = {
  readonly kind: "can" | "never" | "missing";
  readonly children: React.ReactNode;
  readonly changes?: boolean;
};

const LOOKS = {
  can: { icon: "yes", colour: "text-good-icon" },
  never: { icon: "x", colour: "text-faint" },
  missing: { icon: "no", colour: "text-faint" },
} as const;

/** One line of a list of permissions: a shape, a sentence, and a mark on what changes things. */
export function PermissionItem({ kind, children, changes = false }: PermissionItemProps) {
  const { icon, colour } = LOOKS[kind];
  return (
    <li className={`flex items-start gap-2.5 ${kind === "missing" ? "text-muted" : ""}`}>
      <span className={`${colour} mt-0.5`}>
        <Icon name={icon} />
      </span>
      <span className="flex min-w-0 flex-wrap gap-x-2 gap-y-1 wrap-anywhere">
        {children}
        {changes ? <Tag warn>{translator()("connect.changes")}</Tag> : null}
      </span>
    </li>
  );
}
