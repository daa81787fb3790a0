import { expect, test } from "vitest";
import { z } from "zod";
import { connectForm, returnedForm, returnQuery } from "@/lib/web/connect-form";
import { checkboxes, emailField, timeZoneField } from "@/lib/web/form-fields";
import { readForm } from "@/lib/web/read-form";
import { seeOther } from "@/lib/web/see-other";

const posted = (body: string, type = "application/x-www-form-urlencoded"): Request =>
  new Request("http://localhost:3000/api/x", { method: "POST", body, headers: { "content-type": type } });

test("E12: thirty extra fields change nothing", async () => {
  const extra = ["userId", "role", "status", "tokenCt", "provider", "__proto__", "constructor", "id"].concat(
    Array.from({ length: 22 }, (_, n) => `extra${n}`),
  );
  const body = `label=Main&${extra.map((name) => `${name}=admin`).join("&")}`;

  expect(await readForm(posted(body), z.object({ label: z.string() }))).toEqual({ label: "Main" });
  expect(({} as Record<string, unknown>).role).toBeUndefined();
});

test("D5: only a form is read as a form", async () => {
  const fields = z.object({ label: z.string() });

  for (const type of [
    "text/plain",
    "application/json",
    "multipart/form-data; boundary=x",
    "application/x-www-form-urlencodedx",
    "",
  ]) {
    expect(await readForm(posted("label=Main", type), fields)).toBeNull();
  }
  expect(await readForm(posted("label=Main", "application/x-www-form-urlencoded; charset=UTF-8"), fields)).toEqual({
    label: "Main",
  });
});

test("A13: a field that stands twice is refused where one is wanted and kept where several are", async () => {
  const fields = z.object({ label: z.string(), scope: checkboxes });

  expect(await readForm(posted("label=a&label=b"), fields)).toBeNull();
  expect(await readForm(posted("label=a&scope=x&scope=y"), fields)).toEqual({ label: "a", scope: ["x", "y"] });
  expect(await readForm(posted("label=a&scope=x"), fields)).toEqual({ label: "a", scope: ["x"] });
  expect(await readForm(posted("label=a"), fields)).toEqual({ label: "a", scope: [] });
});

test("a connect form that comes back brings what was typed", () => {
  const form = connectForm.parse({ label: "Main & <store>", scope: ["read:sales", "write:sales"], reconnect: "" });

  const query = returnQuery({ code: "label_taken" }, form) ?? "";

  const sent = Object.fromEntries(
    [...new URLSearchParams(query).keys()]
      .map((key) => [key, new URLSearchParams(query).getAll(key)])
      .map(([key, all]) => [key, all?.length === 1 ? all[0] : all]),
  );
  expect(returnedForm(sent)).toEqual({
    problem: "label_taken",
    field: null,
    label: "Main & <store>",
    scopes: ["read:sales", "write:sales"],
    values: {},
  });
});

test("a connect form that comes back brings its environment, what was typed about the account, and where the fault is", () => {
  const form = connectForm.parse({ label: "Main", environment: "sandbox", "value.shop": "my shop", "value.region": "eu" });
  const query = new URLSearchParams(returnQuery({ code: "value_invalid", field: "shop" }, form) ?? "");

  expect(query.get("environment")).toBe("sandbox");
  expect(returnedForm(Object.fromEntries(query))).toEqual({
    problem: "value_invalid",
    field: "shop",
    label: "Main",
    scopes: [],
    values: { shop: "my shop", region: "eu" },
  });
});

test("E12: of fields that the form does not have, only what is typed about an account is taken, and not without end", () => {
  const many = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`value.v${n}`, "x"]));
  const form = connectForm.parse({ ...many, userId: "admin", "value.__proto__": "x", "value.": "x", "value.a.b": "x" });

  expect(Object.keys(form)).toEqual(["label", "scope", "reconnect", "environment", "reference", "values"]);
  expect(Object.keys(form.values)).toHaveLength(10);
  expect(connectForm.parse({ "value.shop": ["a", "b"] }).values).toEqual({});
});

test("the environment to connect to is a name, not a path", () => {
  expect(connectForm.safeParse({ environment: "../x" }).success).toBe(false);
  expect(connectForm.safeParse({ environment: "sandbox" }).success).toBe(true);
});

test("a failure that is about no field does not bring the form back, nor does an invented problem", () => {
  expect(returnQuery({ code: "provider_down" }, connectForm.parse({}))).toBeNull();
  expect(returnedForm({ problem: "you have won", label: "x" })).toBeNull();
  expect(returnedForm({})).toBeNull();
});

test("the connection to repair is an id, not a path", () => {
  expect(connectForm.safeParse({ reconnect: "../../api/sign-out" }).success).toBe(false);
  expect(connectForm.safeParse({ reconnect: "con_a1" }).success).toBe(true);
});

test("an address is one address", () => {
  for (const bad of [
    "",
    "ana",
    "ana@shop",
    "ana@shop.example,bob@x.example",
    "a b@shop.example",
    '"a"@shop.example',
    "ana@shop.example\r\nBcc: x@y.example",
    `${"a".repeat(250)}@x.example`,
  ]) {
    expect(emailField.safeParse(bad).success, bad).toBe(false);
  }
  expect(emailField.parse(" Ana@Shop.Example ")).toBe("ana@shop.example");
});

test("a time zone is one that exists, or none", () => {
  expect(timeZoneField.parse(" kathmandu ")).toEqual({ typed: "kathmandu", zone: "Asia/Kathmandu", known: true });
  expect(timeZoneField.parse("")).toEqual({ typed: "", zone: null, known: true });
  expect(timeZoneField.parse("Mars/Olympus")).toMatchObject({ zone: null, known: false });
  expect(timeZoneField.safeParse("x".repeat(61)).success).toBe(false);
});

test("B1: a redirect that would leave the site is a fault, not an answer", () => {
  const own = "https://holdfast.example";

  expect(seeOther(own, "/connections?x=1").headers.get("location")).toBe("https://holdfast.example/connections?x=1");
  for (const path of ["//evil.com", "/\\evil.com", "https://evil.com", "connections", "/\t/evil.com", ""])
    expect(() => seeOther(own, path), path).toThrow(/not one of ours/);
});

test("the number of a page is kept as it was shown, and anything else counts as none", () => {
  expect(connectForm.parse({ reference: "K7-4QX" }).reference).toBe("K7-4QX");
  for (const reference of ["", "K7-4QXX", "k7-4qx", "O0-1IL", "<b>-abc"])
    expect(connectForm.parse({ reference }).reference).toBeNull();
});

test("a quick choice brings the form back with what was typed, and is no problem", () => {
  const sent = { preset: "read", label: "Main store", scope: ["read:user"], "value.shop": "my-shop" };
  expect(returnedForm(sent)).toMatchObject({
    problem: "preset",
    preset: "read",
    label: "Main store",
    values: { shop: "my-shop" },
  });
  expect(returnedForm({ preset: "everything" })).toBeNull();
});
