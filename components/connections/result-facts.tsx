import type { AttemptResultView } from "../../lib/views/flow";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { Definition, Definitions } from "../ui/definitions";
import { Panel } from "../ui/panel";
import { Time } from "../ui/time";

/** Which account was found, and when we are at it again: what a seller checks after coming back. */
export function ResultFacts({
  view: { connection, renewsAt },
  moment,
}: {
  readonly view: AttemptResultView;
  readonly moment: Moment;
}) {
  const t = translator();
  const account = connection?.account;
  if (!account && !renewsAt) return null;
  return (
    <Panel room="padded">
      <Definitions>
        {account ? <Definition term={t("result.account")}>{account}</Definition> : null}
        {renewsAt ? (
          <Definition term={t("result.next_renewal")}>
            <Time at={renewsAt} moment={moment} as="both" />
          </Definition>
        ) : null}
      </Definitions>
    </Panel>
  );
}
