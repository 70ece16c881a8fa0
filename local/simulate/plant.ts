import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { Bug } from './bugs.ts'

const ROOT = new URL('../../', import.meta.url)

/**
 * Plants a fault into the code that this process is yet to load: the files on disk stay as they are.
 *
 * @throws Error when the text to be replaced is not there exactly once, as after a change of the code
 */
export function plant(bug: Bug): void {
  const url = new URL(bug.file, ROOT).href
  const source = readFileSync(fileURLToPath(url), 'utf8')
  if (source.split(bug.find).length !== 2) {
    throw new Error(
      `Bug ${bug.name}: its place is not in ${bug.file} exactly once. Look at bugs.ts.`,
    )
  }
  const broken = source.replace(bug.find, () => bug.replace)
  registerHooks({
    load: (wanted, context, next) =>
      wanted === url
        ? { format: 'module-typescript', source: broken, shortCircuit: true }
        : next(wanted, context),
  })
}
