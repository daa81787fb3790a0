import { translator } from "../../lib/views/texts/translate";
import { Strip } from "../ui/notice";
import { Block } from "../ui/panel";
import { type Asked, ConnectPermissions } from "./connect-permissions";

/** What will be allowed, and what to know before it is: the same words for an owner and for whoever has a link. */
export function ConnectAllow({
  title,
  view,
}: {
  readonly title: string;
  readonly view: Asked & { readonly warnings: readonly string[] };
}) {
  const t = translator();
  return (
    <Block title={title}>
      {view.warnings.map((key) => (
        <div key={key} className="mb-4">
          <Strip tone="warn" icon="triangle">
            {t(key, { provider: view.provider.name })}
          </Strip>
        </div>
      ))}
      <ConnectPermissions view={view} />
    </Block>
  );
}
