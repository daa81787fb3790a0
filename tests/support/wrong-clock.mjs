/**
 * Loaded before a program, it makes the program's wall clock wrong by `TEST_CLOCK_WRONG_BY_MS`. What counts up without
 * a date (`performance.now()`, timers) is as right as on a machine whose date is wrong.
 */
const wrongByMs = Number(process.env["TEST_CLOCK_WRONG_BY_MS"] ?? "0");
const Right = Date;

class WrongDate extends Right {
  constructor(...given) {
    super(...(given.length === 0 ? [Right.now() + wrongByMs] : given));
  }
  static now() {
    return Right.now() + wrongByMs;
  }
}

globalThis.Date = WrongDate;
