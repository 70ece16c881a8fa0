import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { measure } from './measure.ts'
import { monthOf, USUAL } from './month.ts'
import { costPage } from './page.ts'

/**
 * `npm run cost` measures and writes docs/cost.md. `npm run cost -- --schools 25` prints a month of a district of
 * that size instead, with `--edits` cells a school types and `--panels` times it opens the sidebar on a working day.
 */
const { values } = parseArgs({
  options: {
    schools: { type: 'string' },
    edits: { type: 'string', default: String(USUAL.edits) },
    panels: { type: 'string', default: String(USUAL.panels) },
  },
})

const [schools, edits, panels] = [values.schools ?? '1', values.edits, values.panels].map(Number)
if (!(schools && schools > 0) || !(Number(edits) >= 0) || !(Number(panels) >= 0)) {
  console.error(
    '--schools, --edits and --panels are numbers: npm run cost -- --schools 25 --edits 15',
  )
  process.exit(1)
}
const measured = await measure()
if (values.schools === undefined) {
  const page = join(import.meta.dirname, '../../docs/cost.md')
  writeFileSync(page, costPage(measured))
  console.log('docs/cost.md is written.')
} else {
  const habits = { edits: Number(edits), panels: Number(panels) }
  console.log(JSON.stringify(monthOf(measured, schools, habits)))
}
