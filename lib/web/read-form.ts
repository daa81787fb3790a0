import type { z } from "zod";

/**
 * The fields of a posted form, or null when it is no form or its fields do not fit.
 *
 * Fields that the schema does not name are dropped, so that nobody can send along a role or an owner
 * (`security.md` E12). A field that stands twice arrives as a list, which only a schema that wants
 * lists accepts.
 */
export async function readForm<S extends z.ZodType>(request: Request, fields: S): Promise<z.infer<S> | null> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) return null;
  const sent = new URLSearchParams(await request.text());
  const record = Object.fromEntries([...new Set(sent.keys())].map((name) => [name, oneOrAll(sent.getAll(name))]));
  const read = fields.safeParse(record);
  return read.success ? read.data : null;
}

const oneOrAll = (values: readonly string[]): string | readonly string[] | undefined => (values.length > 1 ? values : values[0]);
