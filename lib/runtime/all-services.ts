import { activity } from "../services/activity";
import { adminConnection } from "../services/admin-connection";
import { adminConnections } from "../services/admin-connections";
import { adminOverview } from "../services/admin-overview";
import { adminTableServices } from "../services/admin-table-services";
import { byKeyServices } from "../services/api-keys/by-key";
import { ownKeyServices } from "../services/api-keys/own-keys";
import { attemptResult } from "../services/attempt-result";
import { availabilityServices } from "../services/availability-services";
import { renameConnection, setPaused } from "../services/change-connection";
import { checkConnection } from "../services/check-connection";
import { chooseProvider } from "../services/choose-provider";
import { completeConnection } from "../services/complete-connection";
import { connectPage } from "../services/connect-page";
import { connectionDetail } from "../services/connection-detail";
import type { Services } from "../services/contract";
import { dashboard, needsYou } from "../services/dashboard";
import type { Dependencies } from "../services/dependencies";
import { diagnoseConnection } from "../services/diagnose-connection";
import { diagnosisPage } from "../services/diagnosis-page";
import { disconnectConnection } from "../services/disconnect-connection";
import { disconnectPage } from "../services/disconnect-page";
import { emergencyServices } from "../services/emergency/emergency-services";
import { exportActivity } from "../services/export-activity";
import { forecastServices } from "../services/forecast-services";
import { jobServices } from "../services/jobs/job-services";
import { keyServices } from "../services/keys/key-services";
import { leave, leaveByLink } from "../services/leave";
import { noticeServices } from "../services/notice-services";
import { outageServices } from "../services/outages";
import { ownAccountServices } from "../services/own-account";
import { type PeopleDependencies, peopleServices } from "../services/people";
import { peopleAdminServices } from "../services/people-admin-services";
import { providerServices } from "../services/providers/provider-services";
import { readEngine } from "../services/read-engine";
import { refreshOwn } from "../services/refresh-own";
import { repairPage } from "../services/repair-page";
import { repairResult } from "../services/repair-result";
import { settleAttempt } from "../services/settle-attempt";
import { makeLink, sharePage, takeLinkBack } from "../services/share-link";
import { startConnection } from "../services/start-connection";
import { startRepair } from "../services/start-repair";
import { waysInServices } from "../services/ways-in";
import type { WaysInDependencies } from "../services/ways-in-dependencies";
import type { InFlight } from "./in-flight";

/**
 * Every use case with its dependencies filled in.
 *
 * @param track told of those that talk to a provider and write down what it said
 */
export const allServices = (
  deps: Dependencies,
  people: PeopleDependencies,
  waysIn: WaysInDependencies,
  track: InFlight["track"],
): Services => ({
  chooseProvider: (actor) => chooseProvider(deps, actor),
  connectPage: (actor, input) => connectPage(deps, actor, input),
  startConnection: (actor, input) => startConnection(deps, actor, input),
  leave: (actor, input) => leave(deps, actor, input),
  completeConnection: (input) => track(completeConnection(deps, input)),
  settleAttempt: (actor, input) => track(settleAttempt(deps, actor, input)),
  attemptResult: (actor, id, reported) => attemptResult(deps, actor, id, reported),
  dashboard: (actor, filter) => dashboard(deps, actor, filter),
  connectionDetail: (actor, input) => connectionDetail(deps, actor, input),
  activity: (actor, wish) => activity(deps, actor, wish),
  exportActivity: (actor, wish) => exportActivity(deps, actor, wish),
  disconnectPage: (actor, input) => disconnectPage(deps, actor, input),
  refreshConnection: (actor, id) => track(refreshOwn(deps, actor, id)),
  checkConnection: (actor, id) => track(checkConnection(deps, actor, id)),
  diagnoseConnection: (actor, id) => track(diagnoseConnection(deps, actor, id)),
  diagnosisPage: (actor, id) => diagnosisPage(deps, actor, id),
  renameConnection: (actor, input) => renameConnection(deps, actor, input),
  pauseConnection: (actor, id) => setPaused(deps, actor, id, true),
  resumeConnection: (actor, id) => setPaused(deps, actor, id, false),
  disconnectConnection: (actor, id) => track(disconnectConnection(deps, actor, id)),
  adminOverview: (actor, range) => adminOverview(deps, actor, range),
  adminConnections: (actor, asked) => adminConnections(deps, actor, asked),
  adminConnection: (actor, id, shown) => adminConnection(deps, actor, id, shown),
  needsYou: (actor) => needsYou(deps, actor),
  sharePage: (actor, id) => sharePage(deps, actor, id),
  makeLink: (actor, id) => makeLink(deps, actor, id),
  takeLinkBack: (actor, id) => takeLinkBack(deps, actor, id),
  repairPage: (knock) => repairPage(deps, knock),
  startRepair: (input) => startRepair(deps, input),
  leaveByLink: (input) => leaveByLink(deps, input),
  repairResult: (input) => repairResult(deps, input),
  readEngine: () => readEngine(deps),
  ...adminTableServices({ ...deps, people: people.people }, track),
  ...providerServices(deps, track),
  ...ownAccountServices({ ...deps, ...people }, track),
  ...peopleAdminServices({ ...deps, ...people, invitations: waysIn.invitations }, track),
  ...noticeServices(deps),
  ...keyServices(deps),
  ...ownKeyServices(deps),
  ...byKeyServices(deps, track),
  ...forecastServices(deps),
  ...availabilityServices(deps),
  ...jobServices(deps),
  ...emergencyServices(deps),
  ...outageServices(deps),
  ...peopleServices(people),
  ...waysInServices(waysIn),
});
