import * as library from "zod";

export const copy = library;
