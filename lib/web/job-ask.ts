import { readQuery } from "../views/admin-query";
import type { JobAsk } from "../views/jobs";

/** What a form or an address asks to be done to many connections. @param valuesOf every value of a name, untrusted */
export const readJobAsk = (valuesOf: (name: string) => readonly string[]): JobAsk => ({
  act: valuesOf("act")[0] ?? "",
  ids: valuesOf("ids"),
  all: valuesOf("all")[0] === "1",
  query: readQuery(valuesOf),
});
