import { mkdir, open, readFile, rm, stat, truncate, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { ENTRY_BYTES } from "@/lib/adapters/journal/sizes";
import { entry, journalFolder, keep, PLACES } from "@/tests/support/journal-folder";

const HOUR = 3_600_000;

/** Says of a folder that its owner runs elsewhere and was silent for two minutes. */
async function ownerIsGone(root: string, processId: string): Promise<void> {
  const file = path.join(root, processId, "owner");
  await writeFile(file, "another machine\n1 1\n");
  await utimes(file, new Date(Date.now() - 120_000), new Date(Date.now() - 120_000));
}

const leases = (kept: readonly { readonly leaseId: string }[] | null) => kept?.map(({ leaseId }) => leaseId);

describe("keeping replies", () => {
  it("what one process keeps, every process of the volume finds and reads, sealed as it was", async () => {
    await using folder = await journalFolder();
    const [one, two] = [folder.open("one"), folder.open("two")];
    await keep(one, entry({ sealed: "first" }));
    await keep(one, entry({ leaseId: "lease-2", generation: 2, sealed: "second" }));

    const found = (await two.entries()) ?? [];

    expect(leases(found)).toEqual(["lease-1", "lease-2"]);
    expect(found[0]).toMatchObject({ connectionId: "con_00one", generation: 1, ownerLives: true, inFlight: false });
    expect(await Promise.all(found.map(two.read))).toEqual([
      entry({ sealed: "first" }),
      entry({ leaseId: "lease-2", generation: 2, sealed: "second" }),
    ]);
    expect(leases(await two.repliesTo("con_00one", 2, true))).toEqual(["lease-2"]);
    expect(await two.repliesTo("con_00other", 2, true)).toEqual([]);
  });

  it("what comes later is found as well, without a new start", async () => {
    await using folder = await journalFolder();
    const [one, two] = [folder.open("one"), folder.open("two")];
    for (let n = 1; n <= 20; n++) {
      await keep(one, entry({ leaseId: `lease-${n}`, generation: n }));
      expect(leases(await two.repliesTo("con_00one", n, true))).toEqual([`lease-${n}`]);
    }
  });

  it("two answers to one token come in the order in which they were asked for", async () => {
    await using folder = await journalFolder();
    const journal = folder.open("one");
    await keep(journal, entry({ leaseId: "later", sentAt: "2026-11-22T10:00:40.000Z" }));
    await keep(journal, entry({ leaseId: "earlier", sentAt: "2026-11-22T10:00:00.000Z" }));
    expect(leases(await journal.repliesTo("con_00one", 1, false))).toEqual(["earlier", "later"]);
  });

  it("files and folders are their owner's alone", async () => {
    await using folder = await journalFolder();
    await keep(folder.open("one"), entry());
    const [file = ""] = await folder.files("one");
    const mode = async (name: string) => ((await stat(name)).mode & 0o777).toString(8);
    expect(await mode(file)).toBe("600");
    expect(await mode(path.join(folder.root, "one", "owner"))).toBe("600");
    expect(await mode(path.join(folder.root, "one"))).toBe("700");
    expect(await mode(folder.root)).toBe("700");
  });

  it("a reply is in flight until its renewal is written", async () => {
    await using folder = await journalFolder();
    const journal = folder.open("one");
    const place = await journal.reserve();
    await place?.keep(entry());
    expect(await journal.entries()).toMatchObject([{ inFlight: true }]);
    place?.release();
    expect(await journal.entries()).toMatchObject([{ inFlight: false }]);
  });

  it("replies that come together are all kept, whole and in files with room for them", async () => {
    await using folder = await journalFolder();
    const journal = folder.open("one");
    const many = Array.from({ length: 200 }, (_, n) =>
      entry({ leaseId: `lease-${n}`, generation: n, sealed: "x".repeat(n * 37) }),
    );
    await Promise.all(many.map((one) => keep(journal, one)));

    const found = (await folder.open("two").entries()) ?? [];
    expect(await Promise.all(found.map(journal.read))).toEqual(many);
  });

  it("a reply as large as a reply can be finds its place", async () => {
    await using folder = await journalFolder();
    const journal = folder.open("one");
    const places = await Promise.all(Array.from({ length: PLACES }, () => journal.reserve()));
    const largest = "x".repeat(ENTRY_BYTES - 1_000);
    await Promise.all(places.map((place, n) => place?.keep(entry({ leaseId: `lease-${n}`, sealed: largest }))));
    expect(await folder.open("two").entries()).toHaveLength(PLACES);
    expect(await folder.files("one")).toHaveLength(1);
  });

  it("nothing is made on the disk before somebody wants to renew, and an unused process leaves nothing", async () => {
    await using folder = await journalFolder();
    const journal = folder.open("one");
    expect(await journal.entries()).toEqual([]);
    await expect(stat(folder.root)).rejects.toThrow("ENOENT");
    (await journal.reserve())?.release();
    await journal.close();
    await expect(stat(path.join(folder.root, "one"))).rejects.toThrow("ENOENT");
  });

  it("an orderly end keeps the replies and gives back the room", async () => {
    await using folder = await journalFolder();
    const journal = folder.open("one");
    await keep(journal, entry());
    await journal.close();
    const [file = ""] = await folder.files("one");
    expect((await stat(file)).size).toBeLessThan(1_000);
    expect(leases(await folder.open("two").entries())).toEqual(["lease-1"]);
  });
});

describe("erasing", () => {
  it("an erased reply is gone from the disk for everybody, and those around it stay", async () => {
    await using folder = await journalFolder();
    const [one, two] = [folder.open("one"), folder.open("two")];
    for (const n of [1, 2, 3]) await keep(one, entry({ leaseId: `lease-${n}`, generation: n, sealed: `sealed-${n}` }));
    const [file = ""] = await folder.files("one");
    const before = await stat(file);
    const [, second] = (await two.entries()) ?? [];
    if (!second) throw new Error("there is no second");
    expect(await one.entries()).toHaveLength(3);

    await two.erase(second);

    expect(leases(await two.entries())).toEqual(["lease-1", "lease-3"]);
    expect(await one.read(second)).toBeNull();
    expect(leases(await folder.open("three").entries())).toEqual(["lease-1", "lease-3"]);
    expect(await readFile(file, "latin1")).not.toMatch(/sealed-2|lease-2/);
    expect((await stat(file)).mtimeMs, "it goes when it would have gone").toBeCloseTo(before.mtimeMs, -1);
    await keep(one, entry({ leaseId: "lease-4", generation: 4 }));
    expect(leases(await two.entries()), "and it goes on").toEqual(["lease-1", "lease-3", "lease-4"]);
  });
});

describe("files that are not whole", () => {
  const twoReplies = async (folder: Awaited<ReturnType<typeof journalFolder>>) => {
    const journal = folder.open("one");
    await keep(journal, entry());
    await keep(journal, entry({ leaseId: "lease-2", generation: 2 }));
    const [file = ""] = await folder.files("one");
    const [, second] = (await journal.entries()) ?? [];
    return { file, at: second?.at ?? { offset: 0, length: 0 } };
  };

  it("a torn tail is not a reply, at whichever byte it was torn", async () => {
    await using folder = await journalFolder();
    const { file, at } = await twoReplies(folder);
    for (let cut = 0; cut < at.length; cut += 1) {
      await truncate(file, at.offset + cut);
      expect(leases(await folder.open(`reader-${cut}`).entries()), `${cut} bytes`).toEqual(["lease-1"]);
    }
  });

  it("a flipped bit is not a reply, wherever it stands, and no process breaks over it", async () => {
    await using folder = await journalFolder();
    const { file, at } = await twoReplies(folder);
    const whole = await readFile(file);
    for (let byte = 0; byte < at.length; byte += 7) {
      const handle = await open(file, "r+");
      await handle.write(Buffer.from([(whole[at.offset + byte] ?? 0) ^ 0x10]), 0, 1, at.offset + byte);
      await handle.close();
      expect(leases(await folder.open(`reader-${byte}`).entries()), `byte ${byte}`).toEqual(["lease-1"]);
      await writeFile(file, whole);
    }
  });

  it("a file of somebody else's is passed over", async () => {
    await using folder = await journalFolder();
    await mkdir(path.join(folder.root, "strange"), { recursive: true });
    await writeFile(path.join(folder.root, "strange", "000001.journal"), "HFJ1 and then something else entirely");
    await writeFile(path.join(folder.root, "a file"), "no folder");
    const journal = folder.open("one");
    await keep(journal, entry());
    expect(leases(await journal.entries())).toEqual(["lease-1"]);
  });

  it("a reply that was damaged after it was found reads as gone", async () => {
    await using folder = await journalFolder();
    const { file, at } = await twoReplies(folder);
    const reader = folder.open("reader");
    const found = (await reader.entries()) ?? [];
    await truncate(file, at.offset + 5);
    expect(await Promise.all(found.map(reader.read))).toEqual([entry(), null]);
    await rm(file);
    expect(await Promise.all(found.map(reader.read))).toEqual([null, null]);
    expect(await reader.entries()).toEqual([]);
  });
});

describe("what is removed and when", () => {
  it("a settled reply stays for an hour and not for two", async () => {
    await using folder = await journalFolder();
    const ahead = { ms: 0 };
    const journal = folder.open("one", ahead);
    await keep(journal, entry());
    ahead.ms = 0.6 * HOUR;
    await journal.tidy(new Set());
    const [file = ""] = await folder.files("one");
    expect((await stat(file)).size, "it takes no more, so its room is given back").toBeLessThan(1_000);
    expect(leases(await journal.entries())).toEqual(["lease-1"]);
    ahead.ms = 1.1 * HOUR;
    await journal.tidy(new Set());
    expect(await folder.files("one")).toEqual([]);
    expect(await journal.entries()).toEqual([]);
    await keep(journal, entry({ leaseId: "lease-2" }));
    expect(leases(await journal.entries()), "it goes on").toEqual(["lease-2"]);
  });

  it("a reply that is not settled stays as long as it takes", async () => {
    await using folder = await journalFolder();
    const ahead = { ms: 0 };
    await keep(folder.open("one"), entry());
    await ownerIsGone(folder.root, "one");
    const other = folder.open("two", ahead);
    ahead.ms = 48 * HOUR;
    expect(await other.entries()).toMatchObject([{ ownerLives: false }]);
    await other.tidy(new Set(["lease-1"]));
    expect(await folder.files("one")).toHaveLength(1);
    await other.tidy(new Set());
    await expect(stat(path.join(folder.root, "one")), "the whole folder").rejects.toThrow("ENOENT");
    expect(await other.entries()).toEqual([]);
  });

  it("room that a killed process had made and not used is given back at once", async () => {
    await using folder = await journalFolder();
    await folder.open("one").reserve();
    const other = folder.open("two");
    await other.entries();
    await other.tidy(new Set());
    expect(await folder.files("one"), "its owner runs").toHaveLength(1);
    await ownerIsGone(folder.root, "one");
    await other.entries();
    await other.tidy(new Set());
    expect(await folder.files("one")).toEqual([]);
  });

  it("a process that was taken for gone cannot keep a reply in a file that was removed, and says so", async () => {
    await using folder = await journalFolder();
    const journal = folder.open("one");
    const place = await journal.reserve();
    await rm(path.join(folder.root, "one"), { recursive: true });

    await expect(place?.keep(entry())).rejects.toThrow("was removed");

    expect(journal.isUsable()).toBe(false);
    await keep(journal, entry({ leaseId: "lease-2" }));
    expect(journal.isUsable()).toBe(true);
    expect(leases(await folder.open("two").entries())).toEqual(["lease-2"]);
  });
});

describe("a disk that takes nothing", () => {
  it("gives no place, says so once, and works again by itself", async () => {
    await using folder = await journalFolder();
    const ahead = { ms: 0 };
    await writeFile(folder.root, "in the way");
    const journal = folder.open("one", ahead);
    for (let n = 0; n < 3; n++) expect(await journal.reserve()).toBeNull();
    expect(journal.isUsable()).toBe(false);
    expect(folder.said).toEqual(["the journal cannot be written: no renewal starts"]);

    await rm(folder.root);
    expect(await journal.reserve(), "not at once").toBeNull();
    ahead.ms = 1_500;
    await keep(journal, entry());
    expect(folder.said.at(-1)).toBe("the journal can be written again");
  });
});
