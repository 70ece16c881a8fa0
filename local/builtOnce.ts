import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')

/**
 * A folder of things that follow from our sources alone: built when first wanted, and kept below `build`
 * under a hash of those sources.
 *
 * @param name the folder's name there; what older sources made under it goes
 * @param sources files, and folders with all that is in them, from the project's root
 * @param build fills an empty folder
 */
export async function builtOnce(
  name: string,
  sources: readonly string[],
  build: (folder: string) => Promise<void>,
): Promise<string> {
  const kept = join(ROOT, 'build', name)
  const folder = join(kept, hashOf(sources))
  if (existsSync(folder)) return folder
  const older = existsSync(kept) ? readdirSync(kept).filter((each) => !each.includes('.')) : []
  // Two processes may build at once: each in a folder of its own, and the first to be done stays.
  const making = `${folder}.${process.pid}`
  mkdirSync(making, { recursive: true })
  await build(making)
  if (existsSync(folder)) rmSync(making, { recursive: true })
  else renameSync(making, folder)
  for (const each of older) rmSync(join(kept, each), { recursive: true, force: true })
  return folder
}

function hashOf(sources: readonly string[]): string {
  const hash = createHash('sha256')
  for (const source of sources) {
    for (const file of filesOf(source)) hash.update(file).update(readFileSync(join(ROOT, file)))
  }
  return hash.digest('hex').slice(0, 16)
}

/** A file itself, or all below a folder, in one order on every machine. */
function filesOf(source: string): string[] {
  if (/\.\w+$/.test(source)) return [source]
  return readdirSync(join(ROOT, source), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1))
    .sort()
}
