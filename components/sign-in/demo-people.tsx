import type { DemoPersonView } from "../../lib/views/person";
import { routes } from "../../lib/views/routes";
import { hasText, translator } from "../../lib/views/texts/translate";
import { Tag } from "../ui/badge";
import { Button } from "../ui/button";

type DemoPersonProps = { readonly person: DemoPersonView; readonly returnTo: string | null; readonly isMain: boolean };

function DemoPerson({ person, returnTo, isMain }: DemoPersonProps) {
  const t = translator();
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3 px-4 py-4 not-first:border-t not-first:border-line md:px-5">
      <div className="min-w-0 flex-[1_1_12rem]">
        <p className="flex flex-wrap items-center gap-2 font-semibold">
          {person.name}
          <span className="font-normal text-faint">{t("signin.trial.role", { role: person.role })}</span>
        </p>
        <p className="text-sm text-pretty text-muted">{hasText(person.about) ? t(person.about) : person.about}</p>
      </div>
      <form method="post" action={routes.api.demoSignIn} className="max-md:w-full">
        <input type="hidden" name="person" value={person.id} />
        {returnTo === null ? null : <input type="hidden" name="returnTo" value={returnTo} />}
        <Button variant={isMain ? "main" : "plain"} wide="phone">
          {t("signin.trial.as", { name: person.name })}
        </Button>
      </form>
    </li>
  );
}

/** Trial only: one click signs in. Its dashed frame says that it is not part of the house. */
export function DemoPeople({
  people,
  returnTo,
}: {
  readonly people: readonly DemoPersonView[];
  readonly returnTo: string | null;
}) {
  const t = translator();
  return (
    <section aria-labelledby="demo-title" className="mt-6 rounded-lg border border-dashed border-control bg-surface">
      <div className="px-4 pt-4 pb-3 md:px-5">
        <Tag>{t("signin.trial.tag")}</Tag>
        <h2 id="demo-title" className="mt-2 text-md font-semibold tracking-snug">
          {t("signin.trial.title")}
        </h2>
        <p className="mt-0.5 text-sm text-pretty text-muted">{t("signin.trial.body")}</p>
      </div>
      {people.length === 0 ? (
        <p className="border-t border-line px-4 py-4 text-muted md:px-5">{t("signin.trial.none")}</p>
      ) : (
        <ul className="border-t border-line">
          {people.map((person, place) => (
            <DemoPerson key={person.id} person={person} returnTo={returnTo} isMain={place === 0} />
          ))}
        </ul>
      )}
    </section>
  );
}
