import { Icon } from "../ui/icon";
import type { IconName } from "../ui/icon-paths";

/** Short facts, one below the other. */
export function Points({ icon, items }: { readonly icon: IconName; readonly items: readonly string[] }) {
  return (
    <ul className="grid gap-2.5 text-md">
      {items.map((item) => (
        <li key={item} className="flex items-start gap-2.5">
          <span className="mt-1 text-faint">
            <Icon name={icon} />
          </span>
          <span className="min-w-0 text-pretty">{item}</span>
        </li>
      ))}
    </ul>
  );
}
