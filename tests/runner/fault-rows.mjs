/**
 * What can go wrong between a marketplace, this program, its database and the people, and what is right then. Each
 * has at least one test whose name begins with `Fault N: `.
 *
 * @type {readonly { row: number, fault: string, right: string }[]}
 */
export const FAULT_ROWS = [
  {
    row: 1,
    fault: "several callers and processes refresh one connection at once",
    right: "one request; everybody gets its result",
  },
  {
    row: 2,
    fault: "a process is killed between the marketplace's answer and our database",
    right: "what reached the journal, or may be asked again, is recovered; anything else is declared",
  },
  { row: 3, fault: "the answer to a renewal is lost on the way", right: "asked again where that helps, else declared as lost" },
  { row: 4, fault: "we give up waiting while the marketplace still works", right: "no second request beside the first" },
  { row: 5, fault: "the clock of one machine is ten minutes wrong", right: "only the database's clock counts" },
  { row: 6, fault: "a marketplace is overloaded, or asks us to wait", right: "we wait as long as it says; nobody is marked" },
  { row: 7, fault: "a refusal arrives beside a successful renewal", right: "the refusal of an old token marks nobody" },
  { row: 8, fault: "a marketplace refuses our own credentials", right: "its renewals rest, one alert, nobody is marked" },
  { row: 9, fault: "a marketplace refuses everybody by mistake", right: "marking stops, an admin is told" },
  { row: 10, fault: "a marketplace is down for half an hour", right: "a few probes, then the queue drains at its rate" },
  { row: 11, fault: "ten thousand connections were made in one minute", right: "their renewals spread out; none misses its end" },
  { row: 12, fault: "access is refused in the middle of its use, to many at once", right: "one renewal for all of them" },
  { row: 13, fault: "the database is away before a renewal", right: "the marketplace is not asked" },
  { row: 14, fault: "the database is away after the answer", right: "the journal keeps it, and it is written later" },
  { row: 15, fault: "the database falls back to a copy that lacks the last write", right: "the journal brings it forward again" },
  { row: 16, fault: "the journal's disk is full or broken", right: "no renewal starts" },
  { row: 17, fault: "a key is missing", right: "no renewal starts, what is sealed stays as it is" },
  { row: 18, fault: "a seller disconnects during a renewal", right: "the disconnect wins; what arrives late is ended" },
  { row: 19, fault: "a person is deleted during a renewal", right: "the same" },
  { row: 20, fault: "a seller reconnects during a renewal", right: "the new permission wins; what arrives late is dropped" },
  { row: 21, fault: "a browser comes back twice with the same answer", right: "one exchange" },
  {
    row: 22,
    fault: "a marketplace does not cancel access when asked",
    right: "asked for a day, then told, and the secrets destroyed",
  },
  { row: 23, fault: "the database is an old backup, or a copy of another's", right: "no old token is used blindly" },
  { row: 24, fault: "a renewal brings no new refresh token", right: "the old one stays" },
  { row: 25, fault: "a renewal allows less, or answers for another account", right: "shown; another account's is never stored" },
  { row: 26, fault: "a process sleeps past its lease", right: "another takes over; the late write fails" },
  { row: 27, fault: "nothing renews any more", right: "an alert within a minute" },
  { row: 28, fault: "refresh tokens end when they are not used", right: "they are used in time" },
];
