import { value } from "../runtime/container";

export const copy = value;
