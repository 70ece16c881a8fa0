import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { unzipSync, zipSync } from 'fflate'
import { takeFolder } from '../firestore/store/folder.ts'

/** The databases of a server: the sheets go first, so that no sheet of a backup is ahead of its store. */
const DATABASES = [
  'workbooks/*.sqlite',
  'script/*.sqlite',
  'store/firestore.sqlite',
  'office.sqlite',
]
/** Keys and small files: without them yesterday's mails and sessions would not open. */
const FILES = ['issuer-key.json', 'link-secret', 'sign-in-secret', 'script/*.json']
const PARTS = [
  'workbooks',
  'script',
  'store',
  'office.sqlite',
  'issuer-key.json',
  'link-secret',
  'sign-in-secret',
]
const NAME = /^(?:(?:workbooks|script|store)\/)?[\w.-]+\.(?:sqlite|json)$|^(?:link|sign-in)-secret$/

/**
 * Copies all that a server has into one file, while it runs or not: store, workbooks, sessions and keys. Whoever
 * has the file has the programme: it is readable by its owner only.
 *
 * @returns its size in bytes
 * @throws Error in Russian where the folder holds no server's data or the file is there already
 */
export function backUp(data: string, file: string): number {
  if (existsSync(file))
    throw new Error(`Файл ${file} уже есть. Назовите другой: копия не пишется поверх копии.`)
  if (!existsSync(join(data, 'store', 'firestore.sqlite'))) {
    throw new Error(`В папке ${data} нет данных программы: проверьте data в файле настроек.`)
  }
  mkdirSync(dirname(file), { recursive: true })
  const aside = mkdtempSync(join(dirname(file), '.kurator-backup-'))
  try {
    const entries: Record<string, Uint8Array> = {}
    for (const [index, name] of globSync(DATABASES, { cwd: data }).entries()) {
      const copy = join(aside, String(index))
      const db = new DatabaseSync(join(data, name))
      db.prepare('VACUUM INTO ?').run(copy)
      db.close()
      entries[name] = readFileSync(copy)
    }
    for (const name of globSync(FILES, { cwd: data }))
      entries[name] = readFileSync(join(data, name))
    const bytes = zipSync(entries, { level: 6 })
    // Written aside and renamed: a backup that was cut off is none.
    writeFileSync(join(aside, 'whole'), bytes, { mode: 0o600, flush: true })
    renameSync(join(aside, 'whole'), file)
    return bytes.length
  } finally {
    rmSync(aside, { recursive: true, force: true })
  }
}

/**
 * Puts back what a backup holds, the server being stopped. What was there is kept beside it, in a folder whose name
 * is returned; nothing is deleted.
 *
 * @throws Error in Russian where the server runs, or the file is no backup
 */
export function restore(data: string, file: string, at: Date): string {
  const entries = Object.entries(unzip(file))
  const bad = entries.find(([name]) => !NAME.test(name))
  if (bad || !entries.some(([name]) => name === 'store/firestore.sqlite')) {
    throw new Error(`Файл ${file} — не резервная копия программы: ничего не изменено.`)
  }
  stopped(join(data, 'store'))
  const before = join(data, `before-restore-${at.toISOString().replaceAll(/[:.]/g, '-')}`)
  mkdirSync(before, { recursive: true, mode: 0o700 })
  for (const part of PARTS) {
    for (const name of globSync([part, `${part}-wal`, `${part}-shm`], { cwd: data })) {
      renameSync(join(data, name), join(before, name))
    }
  }
  for (const [name, bytes] of entries) {
    const to = join(data, name)
    mkdirSync(dirname(to), { recursive: true })
    writeFileSync(to, bytes, { mode: 0o600, flush: true })
  }
  return before
}

function unzip(file: string): Record<string, Uint8Array> {
  try {
    return unzipSync(readFileSync(file))
  } catch (error) {
    throw new Error(`Файл ${file} не читается как резервная копия: ничего не изменено.`, {
      cause: error,
    })
  }
}

function stopped(store: string): void {
  try {
    takeFolder(store).release()
  } catch (error) {
    throw new Error('Сервер работает. Остановите его (systemctl stop kurator) и повторите.', {
      cause: error,
    })
  }
}
