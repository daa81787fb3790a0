import { describe, expect, it } from "vitest";
import { endsOf, readClientName, readClientValues, readCredential } from "@/lib/core/providers/client-fields";
import { foxy } from "@/lib/core/providers/foxy";
import { shopify } from "@/lib/core/providers/shopify";
import { stockx } from "@/lib/core/providers/stockx";
import { readUseNote } from "@/lib/core/providers/use-note";

const NONE = { extraSecrets: {}, variables: {}, redirectAlias: null };

describe("what an admin pastes", () => {
  it("is a credential without what was copied around it, and nothing that is blank or broken over lines", () => {
    expect(readCredential("  abc%1:x\r\n")).toBe("abc%1:x");
    expect(["", "   ", "\n", "a\nb", "ключ", "x".repeat(2049)].map(readCredential)).toEqual([null, null, null, null, null, null]);
  });

  it("is shown by its last four characters only where many more are left", () => {
    expect([endsOf("0123456789abcdef"), endsOf("short-secret")]).toEqual(["cdef", ""]);
  });

  it("is a name that people can tell apart", () => {
    expect(["  2027   new ", "", "-x", "a".repeat(33), "ملف 1"].map(readClientName)).toEqual([
      "2027 new",
      null,
      null,
      null,
      "ملف 1",
    ]);
  });

  it("keeps what is saved where a field is left empty, and names the field that is missing", () => {
    const secret = stockx.extraSecrets[0]?.name ?? "";
    expect(readClientValues(stockx, {}, NONE)).toEqual({ ok: false, error: `value.${secret}` });
    expect(readClientValues(stockx, { [secret]: "new-key" }, NONE)).toMatchObject({
      ok: true,
      value: { extraSecrets: { [secret]: "new-key" } },
    });
    expect(readClientValues(stockx, { [secret]: " " }, { ...NONE, extraSecrets: { [secret]: "old-key" } })).toMatchObject({
      ok: true,
      value: { extraSecrets: { [secret]: "old-key" } },
    });
    for (const definition of [foxy, shopify]) expect(readClientValues(definition, { nobody: "x" }, NONE).ok).toBe(true);
  });
});

describe("what an admin tells sellers", () => {
  it("is plain text: no controls, no signs that turn what follows, at most 600 characters", () => {
    expect(readUseNote("  We list.\r\n\r\n\r\n\r\n<b>Twice</b>\u202e a\u0000 day.\u200b ")).toBe(
      "We list.\n\n<b>Twice</b> a day.",
    );
    expect(readUseNote("x".repeat(601))).toBeNull();
    expect(readUseNote(" \n ")).toBe("");
  });
});
