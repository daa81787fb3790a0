import type { KeyState, KeyView } from "../../../lib/views/keys";
import { numberWords } from "../../../lib/views/number-words";
import { routes } from "../../../lib/views/routes";
import { translator } from "../../../lib/views/texts/translate";
import type { Moment } from "../../../lib/views/time-words";
import { Button } from "../../ui/button";
import { TextInput } from "../../ui/field";
import { Icon } from "../../ui/icon";
import type { IconName } from "../../ui/icon-paths";
import { Sentence } from "../../ui/sentence";
import { Time } from "../../ui/time";
import { TONES, type Tone } from "../../ui/tone";
import { Cell, HeadCell, Row, Table } from "../table";

const LOOK = {
  primary: { icon: "key", tone: "good" },
  read_only: { icon: "search", tone: "idle" },
  retired: { icon: "no", tone: "idle" },
  missing: { icon: "octagon-x", tone: "stop" },
  gone: { icon: "unplug", tone: "idle" },
} as const satisfies Record<KeyState, { readonly icon: IconName; readonly tone: Tone }>;

type RowProps = {
  readonly of: KeyView;
  readonly processes: number;
  readonly behind: number;
  readonly isRunning: boolean;
  readonly mayRotate: boolean;
  readonly moment: Moment;
};

function Act({ action, of, words }: { readonly action: string; readonly of: KeyView; readonly words: string }) {
  return (
    <form method="post" action={action} className="inline-flex">
      <input type="hidden" name="key" value={of.id} />
      <Button size="small" aria-label={`${words}: ${of.id}`}>
        {words}
      </Button>
    </form>
  );
}

/** Whoever retires a key types its name: it cannot be meant by accident. */
function Retire({ of }: { readonly of: KeyView }) {
  const t = translator();
  const field = `typed-${of.id}`;
  return (
    <details className="group/retire text-start">
      <summary
        aria-label={`${t("admin.keys.retire")}: ${of.id}`}
        className="inline-flex min-h-8 cursor-pointer items-center gap-1 font-medium text-muted hover:text-ink touch:min-h-11"
      >
        {t("admin.keys.retire")}
        <span className="group-open/retire:rotate-180">
          <Icon name="down" size="sm" />
        </span>
      </summary>
      <form method="post" action={routes.api.retireKey} className="mt-1 mb-2 grid gap-2 md:w-56">
        <input type="hidden" name="key" value={of.id} />
        <label htmlFor={field} className="text-xs text-pretty whitespace-normal text-muted">
          {t("admin.keys.retire_type", { key: of.id })}
        </label>
        <TextInput id={field} name="typed" look="normal" required autoComplete="off" spellCheck={false} maxLength={40} />
        <Button size="small" variant="end" aria-label={t("admin.keys.retire_do", { key: of.id })}>
          {t("admin.keys.retire")}
        </Button>
      </form>
    </details>
  );
}

function Acts({ of, behind, isRunning, moment }: Omit<RowProps, "mayRotate" | "processes">) {
  const t = translator();
  const { state, canStart, obstacle, onDiskUntil } = of;
  if (state === "primary" && behind > 0 && !isRunning)
    return <Act action={routes.api.rotateKeys} of={of} words={t("admin.keys.again")} />;
  if (state === "retired") return <Act action={routes.api.bringKeyBack} of={of} words={t("admin.keys.bring_back")} />;
  if (state !== "read_only") return null;
  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-1 md:justify-end">
      {obstacle === "on_disk" && onDiskUntil !== null ? (
        <span className="text-xs leading-8 text-muted">
          <Sentence text="admin.keys.on_disk" nodes={{ when: <Time at={onDiskUntil} moment={moment} as="day-time" /> }} />
        </span>
      ) : null}
      <Retire of={of} />
      {canStart && !isRunning ? <Act action={routes.api.rotateKeys} of={of} words={t("admin.keys.start")} /> : null}
    </div>
  );
}

function KeyRow({ of, processes, mayRotate, moment, ...rest }: RowProps) {
  const t = translator();
  const { icon, tone } = LOOK[of.state];
  const count = numberWords(of.records);
  return (
    <Row>
      <HeadCell>
        <span className="font-mono">{of.id}</span>
        {of.fingerprint === null ? null : (
          <span className="block font-mono text-xs font-normal text-faint" dir="ltr">
            {of.fingerprint}
          </span>
        )}
      </HeadCell>
      <Cell name={t("admin.keys.state")}>
        <span className={`${TONES[tone]} text-tone inline-flex items-center gap-1.5 font-medium whitespace-nowrap`}>
          <span className="text-tone-icon">
            <Icon name={icon} size="sm" />
          </span>
          {t(`admin.keys.state_${of.state}`)}
        </span>
      </Cell>
      <Cell name={t("admin.keys.made")} line>
        {of.madeAt === null ? null : <Time at={of.madeAt} moment={moment} as="day" />}
      </Cell>
      <Cell name={t("admin.keys.records")} end>
        {of.isLeast ? t("admin.keys.more_than", { count }) : count}
      </Cell>
      <Cell name={t("admin.keys.held")} end>
        {t("admin.keys.held_by", { count: of.heldBy, all: processes })}
      </Cell>
      {mayRotate ? (
        <Cell name="" end wide>
          <Acts of={of} moment={moment} {...rest} />
        </Cell>
      ) : null}
    </Row>
  );
}

/** Every key that anybody has, or that something is sealed with. */
export function KeyTable({ keys, ...rest }: Omit<RowProps, "of"> & { readonly keys: readonly KeyView[] }) {
  const t = translator();
  const heads = [
    { name: t("admin.keys.id") },
    { name: t("admin.keys.state") },
    { name: t("admin.keys.made") },
    { name: t("admin.keys.records"), end: true },
    { name: t("admin.keys.held"), end: true },
    ...(rest.mayRotate ? [{ name: t("admin.keys.act"), end: true }] : []),
  ];
  return (
    <Table caption={t("admin.keys.caption")} heads={heads}>
      {keys.map((of) => (
        <KeyRow key={of.id} of={of} {...rest} />
      ))}
    </Table>
  );
}
