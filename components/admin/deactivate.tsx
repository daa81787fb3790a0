import type { LeavingPersonView } from "../../lib/views/people";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { TypedBack } from "../../lib/views/typed-back";
import { Button, LinkButton } from "../ui/button";
import { CheckRow, Field, TextInput } from "../ui/field";
import { Note } from "../ui/notice";
import { Crumb, Page, PageHead } from "../ui/page";
import { Block, Panel } from "../ui/panel";
import { ProviderName } from "./provider-name";
import { Cell, HeadCell, Row, Table } from "./table";

const CHOICES = ["disconnect", "pause", "hand_over"] as const;

/** How many connections are at stake, and where. */
function Places({ view: { places } }: { readonly view: LeavingPersonView }) {
  const t = translator();
  const names = { place: t("admin.list.provider"), count: t("admin.people.connections") };
  if (places.length === 0) return null;
  return (
    <div data-edge="" className="mb-4 overflow-hidden rounded-lg border border-line bg-surface">
      <Table caption={t("admin.people.places_caption")} heads={[{ name: names.place }, { name: names.count, end: true }]}>
        {places.map(({ provider, count }) => (
          <Row key={`${provider.id} ${provider.isTest}`}>
            <HeadCell>
              <ProviderName provider={provider} />
            </HeadCell>
            <Cell name={names.count} end>
              {t("admin.number", { count })}
            </Cell>
          </Row>
        ))}
      </Table>
    </div>
  );
}

/** The page between the wish to shut somebody out and the deed: what becomes of what is theirs, and the last question. */
export function Deactivate({ view, typed }: { readonly view: LeavingPersonView; readonly typed: TypedBack }) {
  const t = translator();
  const { person, isReader, isLastOwner } = view;
  const chosen = CHOICES.find((choice) => choice === typed.values["how"]) ?? "pause";
  const back = routes.admin.person(person.id);
  const why = isLastOwner ? "admin.people.last_owner" : isReader ? "admin.people.not_yourself" : null;
  return (
    <Page width="text">
      <Crumb href={back}>{person.name}</Crumb>
      <PageHead title={t("admin.people.deactivate_title", { name: person.name })} lead={t("admin.people.deactivate_lead")} />
      {why !== null || person.standing === "deactivated" ? (
        <div className="mt-6">
          <Note icon="shield">{t(why ?? "admin.people.is_deactivated")}</Note>
        </div>
      ) : (
        <form method="post" action={routes.api.deactivatePerson(person.id)}>
          <Block group title={t("admin.people.what_of", { count: person.connections })}>
            <Places view={view} />
            <Panel>
              {CHOICES.map((choice) => (
                <CheckRow key={choice} one name="how" value={choice} defaultChecked={choice === chosen} required>
                  <span className="block font-medium">{t(`admin.people.how_${choice}`)}</span>
                  <span className="block text-sm text-muted">{t(`admin.people.how_${choice}_more`)}</span>
                </CheckRow>
              ))}
            </Panel>
            <div className="mt-4">
              <Field
                id="heir"
                label={t("admin.people.heir")}
                help={t("admin.people.heir_help")}
                error={typed.problem === "heir" ? t("admin.people.no_heir") : undefined}
              >
                {(control) => (
                  <TextInput
                    {...control}
                    name="heir"
                    type="email"
                    defaultValue={typed.values["heir"]}
                    autoComplete="off"
                    spellCheck={false}
                    dir="ltr"
                  />
                )}
              </Field>
            </div>
          </Block>
          <div className="mt-8 border-t border-line pt-6">
            <Field
              id="typed"
              label={t("admin.people.typed")}
              help={t("admin.people.typed_help", { what: person.email ?? person.name })}
              error={typed.problem === "typed" ? t("admin.people.typed_differs") : undefined}
            >
              {(control) => <TextInput {...control} name="typed" required autoComplete="off" spellCheck={false} dir="ltr" />}
            </Field>
            <div className="mt-5 flex flex-wrap gap-2">
              <Button variant="end" size="big" wide="phone">
                {t("admin.people.deactivate_do", { name: person.name })}
              </Button>
              <LinkButton href={back} size="big" wide="phone">
                {t("admin.people.keep")}
              </LinkButton>
            </div>
          </div>
        </form>
      )}
    </Page>
  );
}
