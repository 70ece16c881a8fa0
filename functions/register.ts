import type { HttpFunction } from '@google-cloud/functions-framework'
import { answerFunction } from './answer.ts'
import { bindFunction } from './bind.ts'
import { briefFunction } from './brief.ts'
import { checkDeadlinesFunction } from './checkDeadlines.ts'
import { exportTablesFunction } from './exportTables.ts'
import { healthFunction } from './health.ts'
import { historyFunction } from './history.ts'
import { importRoadmapFunction } from './importRoadmap.ts'
import { lowResultsFunction } from './lowResults.ts'
import type { Tasks } from './mail/tasks.ts'
import { messageFunction } from './message.ts'
import { newYearFunction } from './newYear.ts'
import { preferencesFunction } from './preferences.ts'
import { reconcileFunction } from './reconcile.ts'
import { refreshDashboardsFunction } from './refreshDashboards.ts'
import { reviewFunction } from './review.ts'
import { serveFunction } from './serve.ts'
import type { Services } from './services.ts'
import { setupFunction } from './setup.ts'
import { sidebarFunction } from './sidebar.ts'
import { syncFunction } from './sync.ts'
import { tabsFunction } from './tabs.ts'
import { tickFunction } from './tick.ts'
import { weeklyDigestFunction } from './weeklyDigest.ts'

/** The visible list of the functions, by the names under which they are deployed and called. */
export function functionsOf(services: Services, tasks: Tasks) {
  return {
    sync: syncFunction(services),
    bind: bindFunction(services),
    history: historyFunction(services),
    sidebar: sidebarFunction(services),
    importRoadmap: importRoadmapFunction(services),
    brief: briefFunction(services),
    exportTables: exportTablesFunction(services),
    lowResults: lowResultsFunction(services),
    review: reviewFunction(services),
    checkDeadlines: checkDeadlinesFunction(services),
    weeklyDigest: weeklyDigestFunction(services),
    reconcile: reconcileFunction(services),
    refreshDashboards: refreshDashboardsFunction(services),
    setup: setupFunction(services),
    newYear: newYearFunction(services),
    tabs: tabsFunction(services),
    answer: answerFunction(services),
    preferences: preferencesFunction(services),
    message: messageFunction(services),
    tick: tickFunction(services, tasks),
    health: healthFunction(services),
  } satisfies Readonly<Record<string, HttpFunction>>
}

export type FunctionName = keyof ReturnType<typeof functionsOf>

/** Tells functions-framework of them. The local system does the same over its own services. */
export function registerFunctions(services: Services, tasks: Tasks): void {
  for (const [name, handler] of Object.entries(functionsOf(services, tasks))) {
    serveFunction(name, handler)
  }
}
