import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, isAbsolute, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Refusal } from '../functions/errors.ts'
import type { ToPdf } from '../functions/services.ts'

/** How long one document may take: a large brief takes some seconds. */
const TIMEOUT_MS = 60_000
/** Documents that may wait for their turn: LibreOffice takes a processor and 300 MB for each. */
const WAITING = 5

/** LibreOffice on this computer; undefined where it is not installed. */
export function findLibreOffice(path: string = process.env['PATH'] ?? ''): string | undefined {
  return path
    .split(delimiter)
    .filter(isAbsolute)
    .map((folder) => join(folder, 'soffice'))
    .find((program) => {
      try {
        accessSync(program, constants.X_OK)
        return true
      } catch {
        return false
      }
    })
}

/**
 * Turns Word documents into PDF by LibreOffice, one after another. No shell is asked, and nothing of what
 * people wrote is in the command: the document lies in a folder of its own, which is gone afterwards, also
 * when the program was killed because it took too long.
 *
 * @param program absolute path of `soffice`
 * @throws Refusal `pdf.busy` where too many wait, `pdf.failed` where no PDF came of it in time
 */
export function pdfMaker(program: string, timeoutMs: number = TIMEOUT_MS): ToPdf {
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  return async (docx) => {
    if (waiting > WAITING) throw new Refusal('pdf.busy')
    waiting++
    const mine = last.then(() => convert(program, docx, timeoutMs))
    last = mine.catch(() => undefined)
    try {
      return await mine
    } finally {
      waiting--
    }
  }
}

async function convert(program: string, docx: Buffer, timeoutMs: number): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'kurator-pdf-'))
  try {
    const document = join(folder, 'paper.docx')
    await writeFile(document, docx, { mode: 0o600 })
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`
    const options = ['--headless', '--norestore', '--nolockcheck', '--convert-to', 'pdf']
    await run(program, [profile, ...options, '--outdir', folder, document], folder, timeoutMs)
    const pdf = await readFile(join(folder, 'paper.pdf')).catch(() => null)
    if (pdf === null || !pdf.subarray(0, 5).equals(Buffer.from('%PDF-'))) {
      throw new Refusal('pdf.failed')
    }
    return pdf
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

/** Resolves when the program has ended, however it did: whether it was of use is seen by its file. */
function run(
  program: string,
  args: readonly string[],
  home: string,
  timeoutMs: number,
): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  // A group of its own: `soffice` starts the program proper, and both are to go.
  const child = spawn(program, args, {
    cwd: home,
    detached: true,
    stdio: 'ignore',
    // Of our environment it needs where programs are, and no secret.
    env: { PATH: process.env['PATH'] ?? '', HOME: home, LANG: 'C.UTF-8' },
  })
  const timer = setTimeout(() => killGroup(child.pid), timeoutMs)
  const ended = (): void => {
    clearTimeout(timer)
    killGroup(child.pid)
    resolve()
  }
  child.once('error', ended)
  child.once('close', ended)
  return promise
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // Nobody of the group is left.
  }
}
