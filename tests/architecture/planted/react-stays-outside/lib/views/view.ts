import * as library from "react";

export const copy = library;
