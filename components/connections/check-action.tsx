import type { ConnectionDetailView } from "../../lib/views/connection";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { Wait } from "../islands/wait";
import { Button } from "../ui/button";

/** "Check now" where the marketplace can be asked; while it has to wait, when. */
export function CheckAction({ connection }: { readonly connection: Pick<ConnectionDetailView, "id" | "checkWaitSeconds"> }) {
  const t = translator();
  const wait = connection.checkWaitSeconds;
  if (wait === null) return null;
  const form = (
    <form method="post" action={routes.api.check(connection.id)} className="max-md:w-full">
      <Button wide="phone">{t("do.check")}</Button>
    </form>
  );
  if (wait === 0) return form;
  return (
    <Wait seconds={wait} words={t("detail.check_wait", { seconds: "{seconds}" })}>
      {form}
    </Wait>
  );
}
