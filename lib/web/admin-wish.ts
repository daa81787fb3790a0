import { type AdminQuery, readQuery } from "../views/admin-query";
import { all, type SearchParamsSent } from "./search-params";

/** What an address or a form asks the list of all connections for. Untrusted; the services say what of it is understood. */
export const adminWish = (sent: SearchParamsSent): AdminQuery =>
  readQuery((name) => all(sent, name).filter((value) => value !== ""));
