import { existsSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { renderHtml } from '../../domain/digest/html.ts'
import { lintLetter } from '../../domain/digest/lint.ts'
import { renderText } from '../../domain/digest/text.ts'
import { PROGRAMME } from '../sample/files.ts'
import { startSystem } from '../system.ts'
import { previewDigest } from './preview.ts'

/**
 * `npm run digest -- --person ID --day YYYY-MM-DD --out FILE`: any person's digest of any day as a file,
 * HTML or, where the name ends in `.txt`, plain text. `--data DIR` (`data`) is the folder of the local
 * system, which must not be running over it at the same time.
 */
const { values } = parseArgs({
  options: {
    person: { type: 'string' },
    day: { type: 'string' },
    out: { type: 'string' },
    data: { type: 'string', default: 'data' },
  },
})
const { person, day, out, data } = values
if (person === undefined || day === undefined || out === undefined) {
  console.error(
    'Say whose digest, of which day, and into which file: --person ID --day 2021-09-20 --out FILE',
  )
  process.exit(1)
}

if (!existsSync(join(data, 'store'))) {
  console.error(
    `There is no programme in ${data} yet: run npm start once, or name its folder with --data.`,
  )
  process.exit(1)
}

const system = await startSystem({ data: resolve(data), port: 0, standing: true })
try {
  const digest = await previewDigest(system.services, PROGRAMME, person, day)
  if (digest === null) console.log('There is nothing to tell that day: no letter goes out.')
  else {
    const html = renderHtml(digest)
    const text = renderText(digest)
    writeFileSync(out, out.endsWith('.txt') ? text : html)
    console.log(`${digest.subject}\n${digest.preheader}\n${out}`)
    for (const { rule, found } of lintLetter(digest, html, text)) console.log(`${rule}: ${found}`)
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
} finally {
  await system.close()
}
