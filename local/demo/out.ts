import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DaySnapshot } from '../../domain/records.ts'
import { recordIn } from '../../functions/store/documents.ts'
import { PROGRAMME } from '../sample/files.ts'
import type { System } from '../system.ts'
import { changeRecords } from './audit.ts'

/** Writes what the run left: each mail, each visible sheet, the whole store. */
export async function writeOut(system: System, folder: string): Promise<{ digests: number }> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(folder, 'mail'), { recursive: true })
  mkdirSync(join(folder, 'sheets'))
  const mails = system.mail.list()
  for (const { id, to } of mails) {
    const mail = system.mail.get(id)
    writeFileSync(join(folder, 'mail', `${to}.eml`), mail.raw)
    writeFileSync(join(folder, 'mail', `${to}.html`), mail.html)
  }
  for (const { id, title, owner } of system.workbooks.list())
    writeSheets(system, id, title, owner, folder)
  writeFileSync(join(folder, 'store.json'), JSON.stringify(await dump(system), null, 1))
  return { digests: mails.length }
}

function writeSheets(
  system: System,
  id: string,
  title: string,
  owner: string,
  folder: string,
): void {
  const fields = 'sheets(properties.title,data.rowData.values.formattedValue)'
  for (const sheet of system.workbooks.get(id, { fields, includeGridData: true }, owner).sheets ??
    []) {
    const lines = (sheet.data?.[0]?.rowData ?? []).map((row) =>
      (row.values ?? []).map(({ formattedValue }) => csvCell(formattedValue ?? '')).join(';'),
    )
    const name = `${title} — ${sheet.properties?.title}.csv`.replaceAll(/[/:]/g, '-')
    // With a byte order mark, or Excel takes UTF-8 for a Windows code page.
    writeFileSync(join(folder, 'sheets', name), `\uFEFF${lines.join('\r\n').trimEnd()}\r\n`)
  }
}

/** Quoted where it must be; what a spreadsheet would run begins with an apostrophe. */
function csvCell(text: string): string {
  const harmless = /^[=+\-@]/.test(text) ? `'${text}` : text
  return /[";\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** Every document of the store by its path. */
async function dump(system: System): Promise<Record<string, unknown>> {
  const documents: Record<string, unknown> = {}
  const collections = [...(await system.store.listCollections())]
  for (const collection of collections) {
    for (const reference of await collection.listDocuments()) {
      const snapshot = await reference.get()
      if (snapshot.exists) documents[reference.path] = snapshot.data()
      collections.push(...(await reference.listCollections()))
    }
  }
  return Object.fromEntries(Object.entries(documents).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** What the change records and the day's snapshot say, to count by. */
export async function countStore(system: System): Promise<{ accepted: number; overdue: number }> {
  const records = await changeRecords(system)
  const accepted = records
    .filter(({ from }) => from.shell === 'addon')
    .flatMap(({ rows }) => rows)
    .reduce((sum, { after }) => sum + Object.keys(after).length, 0)
  const days = await system.store
    .collection(`programmes/${PROGRAMME}/days`)
    .orderBy('day', 'desc')
    .limit(1)
    .get()
  const snapshot = days.docs[0] && recordIn<DaySnapshot>(days.docs[0])
  const overdue = Object.values(snapshot?.schools ?? {}).reduce(
    (sum, each) => sum + each.overdue,
    0,
  )
  return { accepted, overdue }
}
