import { value } from "../../lib/core/errors";

export const copy = value;
