import { value } from "./nowhere";

export const copy = value;
