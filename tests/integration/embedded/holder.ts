import { lockFolder } from "@/lib/adapters/db/folder-lock";

/** A process that holds a folder until it is killed. */
lockFolder(process.argv[2] ?? "");
process.stdout.write("held\n");
setInterval(() => undefined, 1000);
