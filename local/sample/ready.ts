import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { builtOnce } from '../builtOnce.ts'
import { startSystem } from '../system.ts'
import { sampleMoment } from './files.ts'
import { loadSample, playJournal } from './sample.ts'
import { Typist } from './typist.ts'

/** All that decides what comes of typing the sample. */
const SOURCES = [
  'domain',
  'functions',
  'sheets-addon',
  'local/firestore',
  'local/sample',
  'local/workbook',
  'package-lock.json',
] as const

/** What a data folder has of its own: nothing in it may name a port, a key or a machine. */
const PARTS = ['store', 'workbooks', 'script', 'clock.json'] as const

/** The Monday morning on which the sample stands. */
export const SAMPLE_MORNING = sampleMoment('2021-09-20', '08:10')

/**
 * A folder with the sample programme as three schools have typed it, every entry through the real
 * functions. That takes ten seconds, so it is done once for all data folders.
 */
export function readySample(): Promise<string> {
  return builtOnce('sample', SOURCES, async (folder) => {
    const data = mkdtempSync(join(tmpdir(), 'kurator-sample-'))
    const system = await startSystem({ data, port: 0, standing: true })
    const typist = new Typist(system)
    const desks = await loadSample(system, typist)
    await playJournal(system, typist, desks, SAMPLE_MORNING)
    await system.close()
    copy(data, folder)
    rmSync(data, { recursive: true })
  })
}

/** Puts the sample into a data folder in which there is no programme yet. */
export async function takeSample(data: string): Promise<void> {
  copy(await readySample(), data)
}

function copy(from: string, to: string): void {
  for (const part of PARTS) cpSync(join(from, part), join(to, part), { recursive: true })
}

/** Takes a programme out of a data folder, with its mails; keys and logs stay. */
export function dropProgramme(data: string): void {
  for (const part of [...PARTS, 'mail']) {
    rmSync(join(data, part), { recursive: true, force: true })
  }
}
