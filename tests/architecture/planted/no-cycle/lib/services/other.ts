import { value as theirs } from "./step";

export const value = theirs;
