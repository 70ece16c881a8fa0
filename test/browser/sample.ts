import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { takeSample } from '../../local/sample/ready.ts'
import { startSystem, type System } from '../../local/system.ts'
import type { Row } from '../../local/workbook/state.ts'
import { openStore } from '../../local/workbook/store.ts'

export const DEPUTY = 'zavuch.maruha@example.org'
export const HEAD = 'direktor.maruha@example.org'
export const COORDINATOR = 'koordinator@example.org'

/** The sample programme on Monday 20 September 2021, in a folder of its own. */
export interface Sample {
  readonly system: System
  /** Id of the school's workbook. */
  readonly school: string
  /** Where a person's window on a workbook opens. */
  address(workbook: string, person: string): string
  /** The rows of a tab as they stand on disk. */
  onDisk(workbook: string, sheetId: number): readonly Row[]
  close(): Promise<void>
}

export async function startSample(): Promise<Sample> {
  const data = mkdtempSync(join(tmpdir(), 'kurator-browser-'))
  await takeSample(data)
  const system = await startSystem({ data, port: 0, standing: true })
  const school = system.workbooks.list().find(({ title }) => title.includes('Маруха'))?.id ?? ''
  return {
    system,
    school,
    address: (workbook, person) => `${system.url}/w/${workbook}?as=${person}`,
    onDisk: (workbook, sheetId) => {
      const disk = openStore(join(data, 'workbooks'))
      const held = disk.load().find(({ spreadsheet }) => spreadsheet.id === workbook)?.spreadsheet
      disk.close()
      return held?.sheets.find((sheet) => sheet.sheetId === sheetId)?.rows ?? []
    },
    close: async () => {
      await system.close()
      rmSync(data, { recursive: true, force: true })
    },
  }
}
