import { value } from "../lib/runtime/container";

export const copy = value;
