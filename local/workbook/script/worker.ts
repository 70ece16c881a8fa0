import vm from 'node:vm'
import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import { createRealm, strict, type Realm } from './realm.ts'
import { htmlService } from './services/html-service.ts'
import { sheetsService, urlFetchApp } from './services/network.ts'
import { loggers, session, utilities } from './services/plain.ts'
import { scriptApp } from './services/script-app.ts'
import { createRange, createSpreadsheet, spreadsheetApp } from './services/spreadsheet-app.ts'
import { cacheService, lockService, propertiesService } from './services/stores.ts'
import type { Job, Outcome, WorkerStart } from './wire.ts'

/**
 * A worker of the Apps Script runtime. Each job gets a new world of globals, as each run does in Google:
 * the built bundle is run in it unchanged, then the function.
 */

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `pool.ts` starts this worker with it
const start = workerData as WorkerStart & { readonly port: MessagePort }
const script = new vm.Script(start.code, { filename: 'Code.js' })

function run(job: Job): Outcome {
  const realm = createRealm(start.port, start.flag, job.clockOffset)
  try {
    Object.assign(realm.context, globalsOf(realm, job))
    script.runInContext(realm.context)
    const fn: unknown = realm.context[job.fn]
    if (typeof fn !== 'function') throw realm.error(`Script function not found: ${job.fn}`)
    const args = job.event ? [eventOf(realm, job)] : argumentsOf(realm, job)
    const value: unknown = Reflect.apply(fn, undefined, args)
    if (Object(value) === value && 'then' in Object(value)) {
      throw realm.error(`not implemented locally: a function that returns a promise (${job.fn})`)
    }
    return { value: JSON.stringify(value) ?? 'null' }
  } catch (error) {
    return {
      error: { message: messageOf(error), stack: String(Reflect.get(Object(error), 'stack')) },
    }
  }
}

function globalsOf(realm: Realm, job: Job): object {
  return {
    ...loggers(realm),
    SpreadsheetApp: spreadsheetApp(realm, job),
    Sheets: sheetsService(realm),
    UrlFetchApp: urlFetchApp(realm),
    PropertiesService: propertiesService(realm),
    CacheService: cacheService(realm),
    LockService: lockService(realm),
    ScriptApp: scriptApp(realm, job),
    HtmlService: htmlService(realm, start.files),
    Session: session(realm, job),
    Utilities: utilities(realm),
  }
}

function argumentsOf(realm: Realm, job: Job): unknown[] {
  const args = realm.own(JSON.parse(job.args))
  return Array.isArray(args) ? args : []
}

/** The event object `e`, with the members that Google documents for the trigger's kind. */
function eventOf(realm: Realm, job: Job): object {
  const { user, area, triggerUid, value, oldValue, changeType } = job.event ?? { user: '' }
  return strict(realm, 'e', {
    authMode: job.authMode,
    source: createSpreadsheet(realm, job),
    user: strict(realm, 'User', {
      email: user,
      nickname: user.split('@')[0],
      getEmail: () => user,
    }),
    triggerUid,
    value,
    oldValue,
    changeType,
    range: area ? createRange(realm, job, area, area.title) : undefined,
  })
}

function messageOf(error: unknown): string {
  const { name, message } = Object(error)
  return name && name !== 'Error' ? `${name}: ${message}` : String(message ?? error)
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker's port has no origin
parentPort?.on('message', (job: Job) => parentPort?.postMessage(run(job)))
