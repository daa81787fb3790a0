import type { AdminQuery } from "../../lib/views/admin-query";

/** The question of the list as fields of a form, so that what it does is done to what is shown. */
export function AskedFields({ asked }: { readonly asked: AdminQuery }) {
  return Object.entries(asked)
    .filter(([name, value]) => value !== "" && name !== "after" && name !== "before" && name !== "size")
    .map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
}
