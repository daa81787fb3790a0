import type { Dependencies } from "../dependencies";
import { actOnClient, pauseRenewals, removeClient } from "./act-on-client";
import { addClient } from "./add-client";
import { changeClient } from "./change-client";
import { addSecret, arrangeSecret } from "./change-secrets";
import type { ProviderServices } from "./contract";
import { addProvider, changeProvider, lookUpProvider, removeProvider } from "./custom-provider";
import { providerList } from "./provider-list";
import { providerPage } from "./provider-page";
import { testClient } from "./test-client";
import { writeUseNote } from "./write-use-note";

/** Use cases of the providers' pages, with their dependencies. */
export const providerServices = (deps: Dependencies, track: <T>(work: Promise<T>) => Promise<T>): ProviderServices => ({
  providerList: (actor) => providerList(deps, actor),
  providerPage: (actor, input) => providerPage(deps, actor, input),
  addClient: (actor, input) => addClient(deps, actor, input),
  changeClient: (actor, input) => changeClient(deps, actor, input),
  addSecret: (actor, input) => addSecret(deps, actor, input),
  arrangeSecret: (actor, input) => arrangeSecret(deps, actor, input),
  actOnClient: (actor, input) => actOnClient(deps, actor, input),
  pauseRenewals: (actor, input) => pauseRenewals(deps, actor, input),
  removeClient: (actor, input) => removeClient(deps, actor, input),
  testClient: (actor, id) => track(testClient(deps, actor, id)),
  lookUpProvider: (actor, input) => lookUpProvider(deps, actor, input),
  addProvider: (actor, typed) => addProvider(deps, actor, typed),
  changeProvider: (actor, input) => changeProvider(deps, actor, input),
  removeProvider: (actor, input) => removeProvider(deps, actor, input),
  writeUseNote: (actor, input) => writeUseNote(deps, actor, input),
});
