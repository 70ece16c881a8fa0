import { choice } from '../cells/choice.ts'
import { date } from '../cells/date.ts'
import { shownDay } from '../cells/day.ts'
import { evidence } from '../cells/evidence.ts'
import { longText, text } from '../cells/text.ts'
import { inBoth } from '../texts/texts.ts'
import { column, corrections } from './column.ts'
import { onlyOnce } from './rules.ts'
import type { Column, Table } from './table.ts'
import { byOffice, seenByOffice } from './who.ts'

export const EVENT_KINDS = [
  'launch',
  'federalWebinar',
  'trainingWebinar',
  'municipalSeminar',
  'meeting',
] as const
export type EventKind = (typeof EVENT_KINDS)[number]

/** What an event is, in both languages: digests name one by it. */
export const eventKinds = inBoth({
  ru: {
    labels: {
      launch: 'Установочный семинар',
      federalWebinar: 'Вебинар ФИС ОКО',
      trainingWebinar: 'Обучающий вебинар',
      municipalSeminar: 'Муниципальный семинар',
      meeting: 'Совещание',
    },
    alsoSaid: {
      launch: 'установочный;установочный вебинар',
      federalWebinar: 'федеральный вебинар;вебинар фиоко;фис око;фиоко',
      trainingWebinar: 'обучение;вебинар',
      municipalSeminar: 'семинар;районный семинар;муниципальный вебинар',
      meeting: 'планёрка;собрание',
    },
  },
  en: {
    labels: {
      launch: 'Founding seminar',
      federalWebinar: 'Federal webinar',
      trainingWebinar: 'Training webinar',
      municipalSeminar: 'Municipal seminar',
      meeting: 'Meeting',
    },
    alsoSaid: { municipalSeminar: 'seminar', trainingWebinar: 'webinar;training' },
  },
})

const columns: readonly Column[] = [
  column(
    'day',
    date(),
    100,
    byOffice,
    { ru: 'День', en: 'Day' },
    { ru: 'Когда проходит, например 22.09.2021.', en: 'When it is, for example 22.09.2021.' },
    { required: true, example: '22.09.2021' },
  ),
  column(
    'kind',
    choice(EVENT_KINDS, eventKinds),
    180,
    byOffice,
    { ru: 'Вид', en: 'Kind' },
    { ru: 'Выберите из списка.', en: 'Choose from the list.' },
    { required: true },
  ),
  column(
    'topic',
    text({ max: 300, personalData: 'allow' }),
    380,
    byOffice,
    { ru: 'Тема', en: 'Topic' },
    {
      ru: 'О чём, например «Как составить антирисковую программу».',
      en: 'What it is about.',
    },
    { required: true, example: 'Как составить антирисковую программу' },
  ),
  column(
    'organiser',
    text({ max: 150, personalData: 'allow' }),
    200,
    byOffice,
    { ru: 'Кто проводит', en: 'Organiser' },
    {
      ru: 'Организация, например «ФИОКО» или «управление образования».',
      en: 'The organisation that holds it.',
    },
    { example: 'управление образования' },
  ),
  column(
    'audience',
    text({ max: 200 }),
    220,
    byOffice,
    { ru: 'Для кого', en: 'For whom' },
    {
      ru: 'Кого приглашают, без фамилий, например «директора и школьные координаторы».',
      en: 'Who is invited, without names.',
    },
    { example: 'директора и школьные координаторы' },
  ),
  column(
    'materials',
    evidence(),
    220,
    byOffice,
    { ru: 'Материалы', en: 'Materials' },
    {
      ru: 'Ссылка на запись, программу или протокол.',
      en: 'A link to the recording, programme or minutes.',
    },
    { example: 'https://example.org/zapis-vebinara' },
  ),
  column(
    'comment',
    longText({ max: 1_000 }),
    280,
    byOffice,
    { ru: 'Итог', en: 'Outcome' },
    {
      ru: 'О чём договорились, на чём сделаны акценты.',
      en: 'What was agreed and stressed.',
    },
    { example: 'Акцент на личное посещение школ кураторами' },
  ),
  corrections,
]

const webinar = { day: '2021-09-22', kind: 'federalWebinar', topic: 'Мониторинг документов' }

/** Seminars and webinars of the programme; who came is in «Участие в семинарах». */
export const events: Table = {
  name: 'events',
  title: inBoth({ ru: 'Семинары и вебинары', en: 'Events' }),
  about: inBoth({
    ru: 'Установочный семинар, еженедельные вебинары ФИС ОКО, муниципальные семинары и совещания. Ближайшие видны в сводке координатора.',
    en: 'The founding seminar, the weekly federal webinars, municipal seminars and meetings. The next ones are in the coordinator’s digest.',
  }),
  card: 'directory',
  columns,
  rules: [
    onlyOnce('events', ['day', 'topic'], {
      code: 'events.twice',
      wrong: { cells: webinar, beside: { events: { other: webinar } } },
      right: { cells: webinar, beside: { events: { other: { ...webinar, day: '2021-09-29' } } } },
    }),
  ],
  brief: ['day', 'kind', 'topic', 'organiser'],
  refer: ({ day, topic }) => ({
    name: `${shownDay(String(day ?? ''))} ${String(topic ?? '')}`.trim(),
    aliases: [String(topic ?? '')],
  }),
  see: seenByOffice,
  front: ['coordinator'],
}
