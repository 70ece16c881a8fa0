import { choice } from '../cells/choice.ts'
import { date } from '../cells/date.ts'
import { text } from '../cells/text.ts'
import { inBoth } from '../texts/texts.ts'
import { column, corrections } from './column.ts'
import { onlyOnce } from './rules.ts'
import type { Column, Table } from './table.ts'
import { byOffice, seenByOffice } from './who.ts'

export const DAY_KINDS = ['dayOff', 'workday', 'shortDay'] as const
/** What a day is instead of what its weekday would make of it. */
export type DayKind = (typeof DAY_KINDS)[number]

export const DAY_WEEKS = ['all', 'five', 'six'] as const
/** Whose day it is: in winter a six-day week begins work earlier. */
export type DayWeek = (typeof DAY_WEEKS)[number]

const columns: readonly Column[] = [
  column(
    'day',
    date(),
    100,
    byOffice,
    { ru: 'День', en: 'Day' },
    {
      ru: 'Один день в строке, например 04.11.2021.',
      en: 'One day in a row, for example 04.11.2021.',
    },
    { required: true, example: '04.11.2021' },
  ),
  column(
    'kind',
    choice(
      DAY_KINDS,
      inBoth({
        ru: {
          labels: { dayOff: 'Выходной', workday: 'Рабочий', shortDay: 'Сокращённый' },
          alsoSaid: {
            dayOff: 'праздник;нерабочий;праздничный;каникулы',
            workday: 'рабочая суббота;перенос',
            shortDay: 'короткий;предпраздничный',
          },
        },
        en: {
          labels: { dayOff: 'Day off', workday: 'Working day', shortDay: 'Short day' },
          alsoSaid: { dayOff: 'holiday', workday: 'moved', shortDay: 'half' },
        },
      }),
    ),
    120,
    byOffice,
    { ru: 'Какой это день', en: 'Kind' },
    {
      ru: 'Выходной, рабочий (например, рабочая суббота) или сокращённый.',
      en: 'Day off, working (such as a working Saturday) or short.',
    },
    { required: true },
  ),
  column(
    'week',
    choice(
      DAY_WEEKS,
      inBoth({
        ru: {
          labels: { all: 'Для всех', five: 'Для пятидневки', six: 'Для шестидневки' },
          alsoSaid: { all: 'все', five: '5;пять дней', six: '6;шесть дней' },
        },
        en: {
          labels: { all: 'For all', five: 'For five-day weeks', six: 'For six-day weeks' },
          alsoSaid: { all: 'everybody', five: '5', six: '6' },
        },
      }),
    ),
    130,
    byOffice,
    { ru: 'Для кого', en: 'For whom' },
    {
      ru: 'Для всех школ или только для тех, где пять или шесть рабочих дней в неделе.',
      en: 'For all schools, or for those with a week of five or six days.',
    },
    { initial: 'all' },
  ),
  column(
    'name',
    text({ max: 200, personalData: 'allow' }),
    280,
    byOffice,
    { ru: 'Повод', en: 'Occasion' },
    {
      ru: 'Что за день, например «День народного единства».',
      en: 'What day it is, for example “Unity Day”.',
    },
    { example: 'День народного единства' },
  ),
  column(
    'region',
    text({ max: 100, personalData: 'allow' }),
    200,
    byOffice,
    { ru: 'Регион', en: 'Region' },
    {
      ru: 'Если день объявлен только в регионе, например «Карачаево-Черкесская Республика». У общих дней пусто.',
      en: 'If the day is a region’s own. Empty for days of the whole country.',
    },
    { example: 'Карачаево-Черкесская Республика' },
  ),
  column(
    'basis',
    text({ max: 300, personalData: 'allow' }),
    260,
    byOffice,
    { ru: 'Основание', en: 'Basis' },
    {
      ru: 'Документ, которым день назначен, например «Указ Главы республики № 55».',
      en: 'The document that made it so.',
    },
    { example: 'Постановление Правительства № 1648 от 10.10.2020' },
  ),
  corrections,
]

const unity = { day: '2021-11-04', kind: 'dayOff', week: 'all' }

/** Days that are not what their weekday says: holidays, moved and short days, days of the region. */
export const calendar: Table = {
  name: 'calendar',
  title: inBoth({ ru: 'Календарь', en: 'Calendar' }),
  about: inBoth({
    ru: 'Праздники, перенесённые, сокращённые и региональные дни. Обычные субботы и воскресенья вписывать не нужно. По этим дням система выбирает, когда напоминать; сроки она не передвигает.',
    en: 'Holidays, moved and short days, and days of the region. Usual Saturdays and Sundays need no row. They tell when to remind; no deadline is ever moved.',
  }),
  card: 'directory',
  columns,
  rules: [
    onlyOnce('calendar', ['day', 'week', 'region'], {
      code: 'calendar.twice',
      wrong: { cells: unity, beside: { calendar: { other: unity } } },
      right: { cells: unity, beside: { calendar: { other: { ...unity, day: '2021-11-05' } } } },
    }),
  ],
  brief: ['day', 'kind', 'week', 'name', 'region'],
  see: seenByOffice,
  front: [],
}
