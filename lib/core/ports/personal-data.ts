/** Rows of what is kept about a person, by what they are. Instants are ISO 8601; nothing in them opens anything. */
export type PersonalData = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

export type PersonalDataReads = {
  /** Everything that is kept about a person, but for secrets and for numbers that mean nothing outside. */
  readonly of: (personId: string) => Promise<PersonalData>;
};
