import { EVENTS, type Event, type Measured } from './measure.ts'
import { monthOf, USUAL } from './month.ts'

/** Districts of the page, by their schools. */
const SIZES = [3, 10, 30, 100] as const

const NAMES: Readonly<Record<Event, string>> = {
  edit: 'школа ввела значение в ячейку',
  quiet: 'обход раз в десять минут: никто ничего не ввёл',
  one: 'обход: одна школа ввела значение',
  all: 'обход: каждая школа ввела значение',
  panel: 'открыта боковая панель',
  hour: 'час, в который никто ничего не делает',
  nights: 'проверка сроков и напоминания, за неделю',
  digest: 'еженедельная сводка',
}

/** What Google gives free in a month of 30 days, and where it says so. */
export const FREE = [
  {
    what: 'Firestore: чтения',
    key: 'reads',
    month: 50_000 * 30,
    told: '50 000 в день',
    source: 'https://cloud.google.com/firestore/pricing',
  },
  {
    what: 'Firestore: записи',
    key: 'writes',
    month: 20_000 * 30,
    told: '20 000 в день',
    source: 'https://cloud.google.com/firestore/pricing',
  },
  {
    what: 'Firestore: удаления',
    key: 'deletes',
    month: 20_000 * 30,
    told: '20 000 в день',
    source: 'https://cloud.google.com/firestore/pricing',
  },
  {
    what: 'Cloud Run functions: вызовы',
    key: 'calls',
    month: 2_000_000,
    told: '2 млн в месяц',
    source: 'https://cloud.google.com/run/pricing',
  },
] as const

const number = (value: number) => new Intl.NumberFormat('ru-RU').format(value)
const share = (part: number, whole: number) =>
  new Intl.NumberFormat('ru-RU', { style: 'percent', maximumFractionDigits: 1 }).format(
    part / whole,
  )

/** docs/cost.md: what was measured, and what it comes to. */
export function costPage(measured: readonly [Measured, Measured]): string {
  const [few, many] = measured
  return [
    '# Сколько это стоит в Google',
    '',
    'Страницу пишет `npm run cost`: неделя образца проходит через настоящие функции и хранилище на этом компьютере, обращения считаются. Для своего района: `npm run cost -- --schools 25 --edits 15`.',
    '',
    '## Измерено',
    '',
    `Чтения, записи и удаления документов, вызовы функций, письма; при ${few.schools} и при ${many.schools} школах. У каждой школы две книги: своя и куратора.`,
    '',
    `| что произошло | школ | чтения | записи | удаления | вызовы | письма |`,
    '|---|--:|--:|--:|--:|--:|--:|',
    ...EVENTS.flatMap((event) => measured.map((one) => rowOf(event, one))),
    '',
    '## За месяц',
    '',
    `По этим числам, если каждая школа в рабочий день вводит ${USUAL.edits} значений и открывает панель ${USUAL.panels} раза (это предположение, а не измерение). 30 дней, 22 рабочих; между измеренными размерами и дальше — по прямой.`,
    '',
    '| школ | чтения | записи | удаления | вызовы | письма |',
    '|--:|--:|--:|--:|--:|--:|',
    ...SIZES.map((schools) => {
      const { reads, writes, deletes, calls, letters } = monthOf(measured, schools)
      return `| ${[schools, reads, writes, deletes, calls, letters].map(number).join(' | ')} |`
    }),
    '',
    '## Рядом с бесплатным',
    '',
    `| школ | бесплатно | ${SIZES.join(' | ')} |`,
    `|---|---|${SIZES.map(() => '--:').join('|')}|`,
    ...FREE.map(({ what, key, month, told, source }) => {
      const shares = SIZES.map((schools) => share(monthOf(measured, schools)[key], month))
      return `| ${what} | [${told}](${source}) | ${shares.join(' | ')} |`
    }),
    '',
    'Бесплатные чтения и записи считаются по дням: в день, когда район вводит всё сразу, сверх них платят. Чего бесплатно нет: копии базы и восстановление на момент времени (обе включает `npm run deploy`), см. [цены Firestore](https://cloud.google.com/firestore/pricing).',
    '',
    'Прочее, с источниками:',
    '',
    '- Время работы функций: бесплатно [180 000 секунд процессора и 360 000 ГиБ-секунд памяти в месяц](https://cloud.google.com/run/pricing). На этом компьютере не измерить, сколько секунд займут вызовы в облаке; при половине секунды на вызов ' +
      `${SIZES.map((schools) => `школ ${schools} — ${number(Math.round(monthOf(measured, schools).calls / 2))}`).join(', ')} секунд процессора.`,
    '- Cloud Scheduler: [три задания бесплатно](https://cloud.google.com/scheduler/pricing), у Куратора их три.',
    '- Cloud Tasks: [миллион действий в месяц бесплатно](https://cloud.google.com/tasks/pricing); задач не больше, чем проверок и сводок.',
    '- Secret Manager: [шесть версий бесплатно](https://cloud.google.com/secret-manager/pricing), у Куратора две.',
    '- Письма уходят через ваш почтовый сервер; сколько он берёт в день, указано в его правилах и в `mailPerDay`.',
    '- Google Sheets API бесплатен; его [пределы в минуту](https://developers.google.com/workspace/sheets/api/limits) Куратор соблюдает сам.',
    '- Дополнение: [90 минут триггеров в день](https://developers.google.com/apps-script/guides/services/quotas) у обычной учётной записи, 6 часов в Workspace; сколько берёт одна правка, см. [budgets](design.md#budgets).',
    '',
  ].join('\n')
}

function rowOf(event: Event, { schools, events }: Measured): string {
  const { reads, writes, deletes, calls, letters } = events[event]
  const counts = [schools, reads, writes, deletes, calls, letters]
  return `| ${NAMES[event]} | ${counts.map(number).join(' | ')} |`
}
