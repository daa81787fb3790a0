/** Whether a person may sign in: not shut out, and not invited too long ago. */
export const mayComeIn = (person: { readonly disabledAt: Date | null; readonly invitedUntil: Date | null }, now: Date): boolean =>
  person.disabledAt === null && (person.invitedUntil === null || person.invitedUntil > now);
