import * as library from "pg";

export const copy = library;
