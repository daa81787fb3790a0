import * as library from "next-auth";

export const copy = library;
