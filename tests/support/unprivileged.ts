import { readFileSync } from "node:fs";

export type Account = { readonly uid: number; readonly gid: number };

/** An account to which root hands what refuses to run as root. */
export function unprivilegedAccount(file = "/etc/passwd"): Account {
  const lines = readFileSync(file, "utf8").split("\n");
  for (const name of ["postgres", "nobody"]) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(":");
    if (fields) return { uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  return { uid: 65_534, gid: 65_534 };
}
