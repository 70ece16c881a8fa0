import { composeBrief } from '../../domain/brief/compose.ts'
import { briefDocx } from '../../functions/brief/docx.ts'
import { ASKED, contextIn, PROGRAMME, row, rowsOf, school } from '../domain/brief/rows.ts'

/** `node test/functions/brief.bench.ts`: the brief of 400 schools with 100 measures each. */

const SCHOOLS = 400
const MEASURES = 100

const month = (at: number) => `2021-0${1 + (at % 9)}`
const rows = Array.from({ length: SCHOOLS }, (_, of) => [
  school(`s${of}`, `Школа № ${of}`),
  ...Array.from({ length: MEASURES }, (_, at) =>
    row('measures', `m${of}-${at}`, {
      school: `s${of}`,
      number: String(at),
      event: 'Провести входную диагностику',
      deadline: `${month(at)}-15`,
      status: at % 3 === 0 ? 'inProgress' : 'done',
      ...(at % 3 === 0 ? {} : { doneOn: `${month(at)}-1${at % 9}` }),
    }),
  ),
]).flat()

const begun = performance.now()
const brief = composeBrief(PROGRAMME, ASKED, rowsOf(...rows), contextIn())
const composed = performance.now()
const { length } = await briefDocx(brief)
const written = performance.now()
const ms = (from: number, to: number) => `${Math.round(to - from)} ms`
console.log(
  `${SCHOOLS} schools, ${SCHOOLS * MEASURES} measures: composed in ${ms(begun, composed)}, written in ${ms(composed, written)}, ${Math.round(length / 1024)} KiB, ${Math.round(process.memoryUsage().rss / 2 ** 20)} MiB of memory`,
)
