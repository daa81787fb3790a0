import type { Actor } from "@/lib/services/contract";
import type { House } from "./house";
import { arrive, consent } from "./walk";

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
export const one = async ({ database }: House, sql: string, values: readonly unknown[] = []) =>
  (await database.query(sql, [...values]))[0] ?? {};
export const number = async (house: House, from: string) =>
  Number((await one(house, `select count(*)::int as n from ${from}`))["n"]);

/** Stops StubHub. @returns the emergency's id */
export async function stop(house: House, admin: Actor): Promise<string> {
  const { public_id } = await one(house, "select public_id from client_registration where provider_id = 'stubhub'");
  const stopped = await house.services.stopEmergency(admin, { place: String(public_id), typed: "stubhub" });
  if (!stopped.ok) throw new Error(stopped.error.code);
  return stopped.value.id;
}
export async function lift(house: House, admin: Actor, id: string): Promise<void> {
  const done = await house.services.liftEmergency(admin, id);
  if (!done.ok) throw new Error(done.error.code);
}
export const page = async (house: House, admin: Actor, id: string) => {
  const seen = await house.services.emergencyPage(admin);
  const found = seen.ok ? seen.value.emergencies.find((each) => each.id === id) : undefined;
  if (!found) throw new Error("it is not on the page");
  return found;
};

/** Somebody follows the link of a mail and signs in at the marketplace. */
export async function comeBack(house: House, link: { readonly code: string; readonly from: string }, account: string) {
  const asked = await house.services.repairPage(link);
  if (!asked.ok || asked.value.state !== "open") throw new Error("the link of the mail is not open");
  const started = await house.services.startRepair({ ...link, values: {} });
  if (!started.ok) throw new Error(started.error.code);
  const left = await house.services.leaveByLink({ ...link, ...started.value });
  return arrive(house, null, started.value, await consent(left.ok ? left.value.address : "", { account }));
}
