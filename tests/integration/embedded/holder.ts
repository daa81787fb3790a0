import { once } from "node:events";
import { lockFolder } from "@/lib/adapters/db/folder-lock";

/** A process that takes a folder when it is told to, and holds it until it is killed. */
process.stdout.write("ready\n");
await once(process.stdin, "data");
lockFolder(process.argv[2] ?? "");
process.stdout.write("held\n");
setInterval(() => undefined, 1000);
