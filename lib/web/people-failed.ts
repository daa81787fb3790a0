import type { Failure } from "../core/errors";
import type { FlashView } from "../views/person";
import { bad, type FormEnd } from "./form-route";
import { bringBack } from "./provider-form";

const TEXTS: Readonly<Partial<Record<Failure["code"], string>>> = {
  last_admin: "admin.people.last_owner",
  not_usable: "admin.people.not_yourself",
  email_differs: "admin.people.typed_differs",
};
const FIELDS: Readonly<Record<string, string>> = {
  heir: "admin.people.no_heir",
  email: "admin.people.fault_email",
  name: "admin.people.fault_name",
  role: "admin.people.fault_role",
};

/** What an admin reads where an act about a person failed. */
function saidOf(failure: Failure): FlashView {
  const text = failure.code === "value_invalid" ? FIELDS[failure.field ?? ""] : TEXTS[failure.code];
  return text === undefined ? bad(failure) : { tone: "bad", text, values: {} };
}

/**
 * The page of a form about a person, as it was sent: what was chosen comes along, and so does which field does not fit.
 *
 * @param chosen by field; what is typed to be sure is typed anew
 */
export function peopleFailed(address: string, failure: Failure, chosen: Readonly<Record<string, string>>): FormEnd {
  const problem = failure.code === "email_differs" ? "typed" : (failure.field ?? failure.code);
  return { ...bringBack(address, problem, chosen), flash: saidOf(failure) };
}
