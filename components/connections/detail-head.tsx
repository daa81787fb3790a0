import type { ConnectionView } from "../../lib/views/connection";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { StateBadge, Tag } from "../ui/badge";
import { Mark } from "../ui/mark";
import { PageHead } from "../ui/page";
import { Sentence } from "../ui/sentence";
import { Time } from "../ui/time";
import { type RefusedName, RenameForm } from "./rename-form";

type DetailHeadProps = {
  readonly connection: ConnectionView;
  readonly moment: Moment;
  readonly refusedName: RefusedName | null;
  /** Somebody else looks on: there is nothing to press. */
  readonly isLooking?: boolean;
};

/** What this is: label, marketplace, account, state. */
export function DetailHead({ connection, moment, refusedName, isLooking = false }: DetailHeadProps) {
  const { id, label, provider, account, state, connectedAt, disconnectedAt } = connection;
  const since =
    disconnectedAt === null ? (
      <Sentence text="detail.connected_by_you" nodes={{ date: <Time at={connectedAt} moment={moment} as="day" /> }} />
    ) : (
      <Sentence text="detail.disconnected_on" nodes={{ date: <Time at={disconnectedAt} moment={moment} as="day" /> }} />
    );
  return (
    <PageHead
      title={label}
      mark={<Mark monogram={provider.monogram} tone={provider.tone} size="large" />}
      beside={
        <>
          {/* On a phone the small button stays beside the title and the badge goes below where both have no room. */}
          <span className="inline-flex max-md:order-1">
            <StateBadge state={state} />
          </span>
          {disconnectedAt === null && !isLooking ? <RenameForm id={id} label={label} refused={refusedName} /> : null}
        </>
      }
      lead={
        <span className="wrap-anywhere">
          <bdi>{provider.name}</bdi>
          {provider.isTest ? (
            <>
              {" "}
              <Tag>{translator()("card.test")}</Tag>
            </>
          ) : null}
          {" · "}
          {account === null ? null : (
            <>
              <bdi>{account}</bdi> ·{" "}
            </>
          )}
          {since}
        </span>
      }
    />
  );
}
