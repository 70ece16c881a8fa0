import type { TriggerFacts, TriggerWish } from '../calls.ts'
import { strict, type Realm } from '../realm.ts'
import type { TriggerType } from '../triggers.ts'
import type { AuthMode, Job } from '../wire.ts'

const EVENT_TYPES = {
  CLOCK: 'CLOCK',
  ON_OPEN: 'ON_OPEN',
  ON_EDIT: 'ON_EDIT',
  ON_CHANGE: 'ON_CHANGE',
}
const AUTH_MODES: Record<AuthMode | 'NONE', string> = {
  NONE: 'NONE',
  LIMITED: 'LIMITED',
  FULL: 'FULL',
}
const SOURCES = { CLOCK: 'CLOCK', SPREADSHEETS: 'SPREADSHEETS' }

/** `ScriptApp`: triggers of this person in this document, and the person's identity token. */
export function scriptApp(realm: Realm, job: Job): object {
  const triggers = (): object =>
    realm.call('ScriptApp.getProjectTriggers').map((facts) => createTrigger(realm, facts))
  return strict(realm, 'ScriptApp', {
    AuthMode: strict(realm, 'ScriptApp.AuthMode', AUTH_MODES),
    EventType: strict(realm, 'ScriptApp.EventType', EVENT_TYPES),
    TriggerSource: strict(realm, 'ScriptApp.TriggerSource', SOURCES),
    getIdentityToken: () => realm.call('ScriptApp.getIdentityToken'),
    getScriptId: () => 'local-script',
    getProjectTriggers: triggers,
    getUserTriggers: (spreadsheet: { getId(): string }) => {
      if (spreadsheet.getId() !== job.spreadsheetId) {
        throw realm.error(
          'not implemented locally: ScriptApp.getUserTriggers of another spreadsheet',
        )
      }
      return triggers()
    },
    deleteTrigger: (trigger: { getUniqueId(): string }) =>
      realm.call('ScriptApp.deleteTrigger', trigger.getUniqueId()),
    newTrigger: (fn: string) =>
      strict(realm, 'TriggerBuilder', {
        forSpreadsheet: (spreadsheet: string | { getId(): string }) => {
          const id = typeof spreadsheet === 'string' ? spreadsheet : spreadsheet.getId()
          const of = (type: TriggerType): object =>
            builder(realm, { fn, type, spreadsheetId: id, everyHours: 0 })
          return strict(realm, 'SpreadsheetTriggerBuilder', {
            onEdit: () => of('ON_EDIT'),
            onChange: () => of('ON_CHANGE'),
          })
        },
        timeBased: () =>
          strict(realm, 'ClockTriggerBuilder', {
            everyHours: (everyHours: number) =>
              builder(realm, { fn, type: 'CLOCK', spreadsheetId: job.spreadsheetId, everyHours }),
            everyMinutes: () => {
              throw realm.error('An add-on’s time-driven trigger may run at most once an hour.')
            },
          }),
      }),
  })
}

function builder(realm: Realm, wish: TriggerWish): object {
  return strict(realm, 'TriggerBuilder', {
    create: () => createTrigger(realm, realm.call('ScriptApp.createTrigger', wish)),
  })
}

function createTrigger(realm: Realm, facts: TriggerFacts): object {
  return strict(realm, 'Trigger', {
    getUniqueId: () => facts.uid,
    getHandlerFunction: () => facts.fn,
    getEventType: () => facts.type,
    getTriggerSource: () => (facts.type === 'CLOCK' ? 'CLOCK' : 'SPREADSHEETS'),
    getTriggerSourceId: () => (facts.type === 'CLOCK' ? null : facts.spreadsheetId),
  })
}
