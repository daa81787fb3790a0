import * as library from "node:os";

export const copy = library;
