import { value } from "./other";

export const value = 2;
export const copy = value;
