import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";

type ServiceFormProps = { readonly name: string; readonly returnTo: string | null };

/** Begins a sign-in at the company's own account service. */
export function ServiceForm({ name, returnTo }: ServiceFormProps) {
  return (
    <form method="post" action={routes.api.signInService}>
      {returnTo === null ? null : <input type="hidden" name="returnTo" value={returnTo} />}
      <Button size="big" wide="always">
        <Icon name="user" />
        {translator()("signin.with", { name })}
      </Button>
    </form>
  );
}
