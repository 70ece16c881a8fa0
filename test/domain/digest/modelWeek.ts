import { emptyCard } from '../../../domain/card.ts'
import type { Links } from '../../../domain/digest/digest.ts'
import { readDirectory } from '../../../domain/directory.ts'
import type { Directory } from '../../../domain/directory.ts'
import { NOTHING_AROUND, programmeDay } from '../../../domain/digest/programmeDay.ts'
import type { ProgrammeDay } from '../../../domain/digest/programmeDay.ts'
import type { Brief, Card, DaySnapshot, Programme } from '../../../domain/records.ts'

/**
 * The week by which the digests' texts were written: Monday, 20 September 2021, three schools, whose
 * numbers agree with one another.
 */
export const monday = '2021-09-20'

export const programme: Programme = {
  name: '500+',
  municipality: 'Зеленчукский муниципальный район',
  order: 'приказ № 30 от 10.02.2021',
  firstDay: '2021-02-10',
  lastDay: '2024-12-31',
  timeZone: 'Europe/Moscow',
  language: 'ru',
  mailHour: 8,
  silentDays: 14,
}

export const links: Links = {
  workbook: (school) => `https://sheets.example.org/${school}`,
  row: (school, _table, id) => `https://sheets.example.org/${school}#row=${id}`,
  cell: (school, _table, id, column) =>
    `https://sheets.example.org/${school}#row=${id}&column=${column}`,
  programme: (table) =>
    `https://sheets.example.org/programme${table === undefined ? '' : `#table=${table}`}`,
  message: (school) => `https://k.example.org/m?school=${school}`,
  answer: (_school, measure, deed) => `https://k.example.org/a?m=${measure}&do=${deed}`,
  preferences: (stop) => `https://k.example.org/p${stop ? '?stop' : ''}`,
}

/** A card as the store keeps it; what a test does not name is empty. */
export function card(part: Partial<Card>): Card {
  return { ...emptyCard, ...part }
}

/** Measures with ids in the order given: `m01`, `m02`, … */
export function measures(...briefs: readonly Brief[]): Card['briefs'] {
  const rows = briefs.map(
    (brief, index) => [`m${String(index + 1).padStart(2, '0')}`, brief] as const,
  )
  return { measures: Object.fromEntries(rows) }
}

export const directoryCard = card({
  briefs: {
    schools: {
      'sch-maruha': school('СОШ с. Маруха'),
      'sch-hgrech': school('СОШ с. Х-Греческого'),
      'sch-ermol': school('ООШ с. Нижняя Ермоловка'),
      'sch-other': { ...school('СОШ с. Кардоникская'), participant: false },
    },
    people: {
      coordinator: person('coordinator', 'муниципальный координатор', 'coordinator'),
      'kurator-1': person('curator', 'методист', 'kurator-1'),
      'maruha-head': person('head', 'директор', 'maruha-head', 'sch-maruha'),
      'maruha-deputy': person('deputy', 'зам. директора по УВР', 'maruha-deputy', 'sch-maruha'),
      'maruha-shmo': person('responsible', 'руководитель ШМО', 'maruha-shmo', 'sch-maruha'),
      'hgrech-head': person('head', 'директор', 'hgrech-head', 'sch-hgrech'),
      'ermol-head': person('head', 'директор', 'ermol-head', 'sch-ermol'),
    },
    events: {
      past: { day: '2021-09-15', kind: 'federalWebinar', topic: 'Входная диагностика' },
      now: { day: '2021-09-22', kind: 'federalWebinar', topic: 'Подготовка ко 2-му этапу' },
      later: { day: '2021-09-29', kind: 'meeting', topic: 'Итоги месяца' },
    },
  },
})

/** Documents of a school in which the named ones are missing; the others are accepted. */
function documents(
  accepted: number,
  ...missing: readonly Brief[]
): Readonly<Record<string, Brief>> {
  const kept = Array.from({ length: accepted }, (): Brief => {
    return { kind: 'order', due: '2021-03-01', uploadedOn: '2021-02-26', check: 'accepted' }
  })
  return Object.fromEntries([...kept, ...missing].map((brief, at) => [`d${at + 1}`, brief]))
}

export const directory: Directory = readDirectory(directoryCard)

const done = (deadline: string, doneOn: string, check = 'confirmed'): Brief => ({
  event: 'Стартовая диагностика по русскому языку',
  responsible: 'заместитель директора по УВР',
  deadline,
  status: 'done',
  doneOn,
  check,
  evidence: 'Справка от 12.09.2021',
})

export const cards: ReadonlyMap<string, Card> = new Map([
  [
    'sch-maruha',
    card({
      lastEntryOn: '2021-09-17',
      briefs: {
        ...measures(
          done('2021-04-30', '2021-04-28'),
          done('2021-05-15', '2021-05-15'),
          done('2021-05-20', '2021-06-01'),
          done('2021-06-30', '2021-06-25'),
          {
            ...done('2021-09-10', '2021-09-09', 'rework'),
            event: 'Диагностика профессиональных дефицитов педагогов',
            checkComment: 'В справке нет вывода по начальным классам, добавьте, пожалуйста',
          },
          done('2021-09-17', '2021-09-16', 'unchecked'),
          {
            event: 'Закрепить наставников за молодыми педагогами',
            responsible: 'заместитель директора по УВР',
            deadline: '2021-09-15',
            status: 'inProgress',
          },
          {
            event: 'Провести входную диагностику по математике, 5–9 классы',
            responsible: 'руководитель ШМО',
            deadline: '2021-09-22',
            status: 'inProgress',
          },
          {
            event: 'Утвердить график дополнительных занятий на 1-ю четверть',
            responsible: 'заместитель директора по УВР',
            deadline: '2021-09-24',
            status: 'notStarted',
          },
          // Its deadline was typed as «15/03» and is not stored.
          {
            event: 'Весенняя неделя открытых уроков',
            responsible: 'директор',
            status: 'notStarted',
          },
          {
            event: 'Кружок робототехники',
            deadline: '2021-09-01',
            status: 'cancelled',
            consent: 'agreed',
          },
        ),
        documents: documents(5, {
          kind: 'antiRisk',
          name: 'Программа антирисковых мер на 2021/22 учебный год',
          due: '2021-09-15',
        }),
      },
      corrections: {
        m10: {
          table: 'measures',
          row: 9,
          items: [
            {
              key: 'deadline',
              text: 'В записи «15/03» не указан год. Напишите дату полностью, например 15.03.2022.',
            },
          ],
        },
      },
    }),
  ],
  [
    'sch-hgrech',
    card({
      lastEntryOn: '2021-09-16',
      briefs: {
        ...measures(
          done('2021-04-30', '2021-04-28'),
          done('2021-05-15', '2021-05-15'),
          done('2021-05-20', '2021-05-20'),
          done('2021-06-30', '2021-06-30'),
          done('2021-09-06', '2021-09-06'),
          done('2021-09-10', '2021-09-08', 'unchecked'),
          done('2021-09-17', '2021-09-16', 'unchecked'),
          { event: 'Взаимопосещение уроков', deadline: '2021-09-24', status: 'inProgress' },
          {
            event: 'Договор с педвузом о практике студентов',
            deadline: '2021-10-01',
            status: 'inProgress',
            help: 'Педвуз не ответил на письмо о практике студентов',
          },
          {
            event: 'Дни открытых дверей',
            deadline: '2021-10-15',
            status: 'notStarted',
            proposedDeadline: '2021-10-29',
            proposedReason: 'ремонт актового зала',
          },
        ),
        documents: documents(6),
      },
    }),
  ],
  [
    'sch-ermol',
    card({
      lastEntryOn: '2021-09-03',
      briefs: {
        ...measures(
          done('2021-04-30', '2021-04-28'),
          done('2021-05-15', '2021-05-15'),
          done('2021-05-20', '2021-05-20'),
          done('2021-06-30', '2021-08-31', 'unchecked'),
          done('2021-09-10', '2021-09-10', 'unchecked'),
          done('2021-09-10', '2021-09-11', 'unchecked'),
          {
            event: 'Курсы по функциональной грамотности',
            deadline: '2021-09-14',
            status: 'notDone',
          },
          {
            event: 'Индивидуальные маршруты',
            deadline: '2021-09-17',
            status: 'partlyDone',
            responsible: 'социальный педагог',
          },
          {
            event: 'Родительский лекторий',
            deadline: '2021-09-20',
            status: 'cancelled',
            consent: 'agreed',
          },
          { event: 'Заявка на обновление кабинетов', deadline: '2021-09-23', status: 'notStarted' },
          { event: 'Летний модуль', deadline: '2021-09-26', status: 'notStarted' },
        ),
        documents: documents(
          4,
          { kind: 'mediumTerm', due: '2021-09-15' },
          { kind: 'antiRisk', due: '2021-09-15' },
        ),
      },
    }),
  ],
])

export const weekAgo: DaySnapshot = {
  day: '2021-09-13',
  schools: {
    'sch-maruha': { due: 6, done: 5, confirmed: 4, overdue: 1, waiting: 0 },
    'sch-hgrech': { due: 7, done: 6, confirmed: 5, overdue: 1, waiting: 2 },
    'sch-ermol': { due: 8, done: 6, confirmed: 3, overdue: 2, waiting: 3 },
  },
}

export const modelDay: ProgrammeDay = programmeDay(programme, monday, directory, cards, {
  ...NOTHING_AROUND,
  weekAgo,
})

function school(shortName: string): Brief {
  return { name: `МКОУ «${shortName}»`, shortName, participant: true, curator: 'kurator-1' }
}

function person(role: string, post: string, name: string, school?: string): Brief {
  const brief = { role, post, email: `${name}@example.org`, digest: 'weekly', language: 'ru' }
  return school === undefined ? brief : { ...brief, school }
}
