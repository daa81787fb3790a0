import * as library from "node:crypto";

export const copy = library;
