import { value } from "../../tests/support/clock";

export const copy = value;
