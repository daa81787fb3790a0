import { expect, it } from "vitest";
import { addKey } from "@/lib/adapters/crypto/add-key";
import { makeKeyRing, parseKeyRing } from "@/lib/adapters/crypto/key-ring";
import { liveRing } from "@/lib/adapters/crypto/live-ring";
import { contextOf } from "./sealing-fixture";

const logged: string[] = [];
const note = (event: string) => void logged.push(event);
const logger = { info: note, warn: note, error: note };

function ringInFile() {
  let text = makeKeyRing();
  const file = {
    read: () => text,
    add: () => {
      const added = addKey(text);
      text = added.ring;
      return added.keyId;
    },
  };
  const live = liveRing({ json: text, deploymentId: "here", processId: "p-1", file, logger });
  return { ...live, first: parseKeyRing(text).primary.keyId, write: (next: string) => (text = next) };
}

it("a key that is added opens and seals nothing, until it is chosen; then the old one still opens", () => {
  const { sealer, control, first } = ringInFile();
  const before = sealer.seal("secret", contextOf(1));
  const added = control.add?.() ?? "";
  expect(sealer.keyIdOf(sealer.seal("x", contextOf(1)))).toBe(first);

  control.follow({ chosen: { keyId: added, over: first }, retired: [] });
  expect(sealer.primaryKeyId).toBe(added);
  expect(sealer.keyIdOf(sealer.seal("x", contextOf(1)))).toBe(added);
  expect(sealer.open(before, contextOf(1))).toEqual({ ok: true, value: "secret" });
});

it("F7: nothing is opened with a retired key, and everything again once it is brought back", () => {
  const { sealer, control, first } = ringInFile();
  const before = sealer.seal("secret", contextOf(1));
  const added = control.add?.() ?? "";
  const chosen = { keyId: added, over: first };

  control.follow({ chosen, retired: [first] });
  expect(sealer.open(before, contextOf(1))).toEqual({ ok: false, error: { code: "key_missing", keyId: first } });
  control.follow({ chosen, retired: [] });
  expect(sealer.open(before, contextOf(1)).ok).toBe(true);
});

it("a file that cannot be read leaves the ring as it was, and says so without a key", () => {
  const { sealer, control, first, write } = ringInFile();
  write('{"keys":[{"kty":"oct","k":"AAAA"}]}');
  control.reread();
  expect(sealer.primaryKeyId).toBe(first);
  expect(logged.join()).toMatch(/cannot be read again/);
});

it("what is shown of a key is its name, its fingerprint and when it was made", () => {
  const { control } = ringInFile();
  const shown = control.held();
  expect(Object.keys(shown[0] ?? {}).sort()).toEqual(["fingerprint", "keyId", "madeAt", "state"]);
  expect(shown[0]?.fingerprint).toMatch(/^([0-9a-f]{4} ){3}[0-9a-f]{4}$/);
});
