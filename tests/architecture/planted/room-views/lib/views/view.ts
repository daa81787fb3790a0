import { value } from "../adapters/db/row";

export const copy = value;
