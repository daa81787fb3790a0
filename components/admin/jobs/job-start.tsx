import type { JobPreviewView } from "../../../lib/views/jobs";
import { routes } from "../../../lib/views/routes";
import { translator } from "../../../lib/views/texts/translate";
import { Button, LinkButton } from "../../ui/button";
import { Field, TextInput } from "../../ui/field";
import { Note } from "../../ui/notice";
import { takesWords } from "./job-words";

type JobStartProps = {
  readonly view: JobPreviewView;
  /** What had been typed for the number; null: nothing yet. */
  readonly typed: string | null;
  readonly back: string;
};

/** What the page was asked, to be sent along. What is kept already is known by its id. */
function Asked({ view }: { readonly view: JobPreviewView }) {
  const pairs: (readonly [string, string])[] = [
    ["act", view.act],
    ["job", view.job],
    ["shown", String(view.total)],
    ...(view.query === null ? [] : [["all", "1"] as const]),
    ...Object.entries(view.list).filter(([, value]) => value !== ""),
    ...view.ids.map((id) => ["ids", id] as const),
  ];
  return pairs.map(([name, value]) => <input key={`${name} ${value}`} type="hidden" name={name} value={value} />);
}

/** The last question before it begins. Many are begun only by whoever types how many they are. */
export function JobStart({ view, typed, back }: JobStartProps) {
  const t = translator();
  const { act, total, able, wantsNumber, wantsSignIn, takesMs, query } = view;
  const isWrong = typed !== null && typed.replace(/\D/g, "") !== String(total);
  return (
    <form method="post" action={routes.api.createJob} className="mt-6 grid gap-5 border-t border-line pt-6">
      <Asked view={view} />
      <p className="text-pretty text-muted">
        {t(query === null ? "admin.job.preview.time_ids" : "admin.job.preview.time", { span: takesWords(takesMs) })}
      </p>
      {wantsSignIn ? <Note icon="shield">{t("admin.job.preview.sign_in")}</Note> : null}
      {wantsNumber ? (
        <Field
          id="typed"
          label={t("admin.job.preview.number", { count: total })}
          help={t("admin.job.preview.number_help", { count: total })}
          error={isWrong ? t("admin.job.preview.number_wrong", { count: total }) : null}
        >
          {(control) => (
            <TextInput
              {...control}
              name="typed"
              inputMode="numeric"
              required
              maxLength={20}
              autoComplete="off"
              defaultValue={typed ?? ""}
            />
          )}
        </Field>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button variant={act === "disconnect" ? "end" : "main"} size="big" wide="phone">
          {t(`admin.job.preview.do.${act}`, { count: able })}
        </Button>
        <LinkButton href={back} size="big" wide="phone">
          {t("admin.job.preview.no")}
        </LinkButton>
      </div>
    </form>
  );
}
