import * as library from "jose";

export const copy = library;
