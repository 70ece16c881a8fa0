import { choice } from '../cells/choice.ts'
import { longText, text } from '../cells/text.ts'
import { SETTINGS, fits } from '../settings.ts'
import { inBoth } from '../texts/texts.ts'
import { column, corrections } from './column.ts'
import { examples, onlyOnce } from './rules.ts'
import type { Column, RowRule, Table } from './table.ts'
import { byOffice, seenByOffice } from './who.ts'

const words = inBoth({
  ru: {
    labels: {
      remindDays: 'За сколько рабочих дней напоминать о сроке',
      silentDays: 'Через сколько дней без записей напомнить о школе',
      checkDays: 'Сколько дней ждать проверки куратора',
      mailHour: 'Час рассылки',
      smallCount: 'С какого числа показывать результаты в общих отчётах',
      lowShare: 'Порог низких результатов, %',
      lowProcedures: 'Сколько процедур с низким результатом за год',
      lowYears: 'Сколько лет подряд низкий результат одной процедуры',
      lowRule: 'Нужно и то и другое или достаточно одного (и, или)',
      lowParticipants: 'С какого числа участников результат учитывается',
      region: 'Регион',
    },
    expected: {
      remindDays: 'одно или несколько целых чисел от 0 до 60 через запятую, например 14, 3, 0',
      silentDays: 'целое число от 1 до 365, например 14',
      checkDays: 'целое число от 1 до 365, например 10',
      mailHour: 'целое число от 0 до 23, например 8',
      smallCount: 'целое число от 1 до 100, например 5',
      lowShare: 'целое число от 1 до 100, например 30, или по уровням: НОШ 40, ООШ 30, СОШ 30',
      lowProcedures:
        'целое число от 0 до 20, например 2, или по уровням: НОШ 1, ООШ 2, СОШ 2; 0, если это не важно',
      lowYears:
        'целое число от 0 до 4, например 2, или по уровням: НОШ 1, ООШ 2, СОШ 2; 0, если это не важно',
      lowRule: 'слово «и» или слово «или»',
      lowParticipants: 'целое число от 1 до 1000, например 10',
      region: 'название региона, как в календаре',
    },
    wrong: (expected: string) =>
      `Здесь нужно ${expected}. Запись сохранена, но не действует: исправьте её, а пока работает обычное значение.`,
  },
  en: {
    labels: {
      remindDays: 'Working days before a deadline to remind',
      silentDays: 'Days without an entry before a school is asked',
      checkDays: 'Days to wait for the curator’s check',
      mailHour: 'Hour of the letters',
      smallCount: 'Smallest count shown in common reports',
      lowShare: 'Threshold of low results, %',
      lowProcedures: 'Procedures with low results in a year',
      lowYears: 'Years running with low results of one procedure',
      lowRule: 'Both are needed, or either will do (and, or)',
      lowParticipants: 'Fewest participants of a result that counts',
      region: 'Region',
    },
    expected: {
      remindDays:
        'one or several whole numbers from 0 to 60, separated by commas, such as 14, 3, 0',
      silentDays: 'a whole number from 1 to 365, such as 14',
      checkDays: 'a whole number from 1 to 365, such as 10',
      mailHour: 'a whole number from 0 to 23, such as 8',
      smallCount: 'a whole number from 1 to 100, such as 5',
      lowShare:
        'a whole number from 1 to 100, such as 30, or by level: primary 40, basic 30, secondary 30',
      lowProcedures:
        'a whole number from 0 to 20, such as 2, or by level: primary 1, basic 2; 0 where it does not matter',
      lowYears:
        'a whole number from 0 to 4, such as 2, or by level: primary 1, basic 2; 0 where it does not matter',
      lowRule: 'the word “and” or the word “or”',
      lowParticipants: 'a whole number from 1 to 1000, such as 10',
      region: 'the name of the region, as in the calendar',
    },
    wrong: (expected: string) =>
      `Needed here: ${expected}. The entry is saved and does not count: correct it; until then the usual value is used.`,
  },
})

const valueFits: RowRule = {
  code: 'settings.wrongValue',
  severity: 'hint',
  ...examples({ setting: 'mailHour', value: 'утром' }, { setting: 'mailHour', value: '8' }),
  find({ setting, value }, { texts }) {
    const known = SETTINGS.find((one) => one === setting)
    if (known === undefined || typeof value !== 'string' || fits(known, value)) return []
    const { expected, wrong } = words(texts)
    return [{ key: 'value', text: wrong(expected[known]) }]
  },
}

const columns: readonly Column[] = [
  column(
    'setting',
    choice(SETTINGS, words),
    380,
    byOffice,
    { ru: 'Настройка', en: 'Setting' },
    { ru: 'Выберите из списка, что настроить.', en: 'Choose from the list what to set.' },
    { required: true },
  ),
  column(
    'value',
    text({ max: 100, personalData: 'allow' }),
    200,
    byOffice,
    { ru: 'Значение', en: 'Value' },
    {
      ru: 'Число или текст, например 14, 3, 0. Если строки нет, действует обычное значение.',
      en: 'A number or a text, for example 14, 3, 0. Without a row the usual value counts.',
    },
    { required: true, example: '14, 3, 0' },
  ),
  column(
    'comment',
    longText({ max: 1_000 }),
    320,
    byOffice,
    { ru: 'Пояснение', en: 'Comment' },
    { ru: 'Почему выбрано такое значение.', en: 'Why it is so.' },
    { example: 'Как решили на совещании в феврале' },
  ),
  corrections,
]

/** What an office may set otherwise than usual: a row a setting. */
export const settings: Table = {
  name: 'settings',
  title: inBoth({ ru: 'Настройки', en: 'Settings' }),
  about: inBoth({
    ru: 'Что в программе можно настроить под свой район: дни напоминаний, час рассылки, пороги. Нужны только строки, где значение отличается от обычного.',
    en: 'What an office may set for itself: days of reminders, the hour of letters, thresholds. Only what differs from the usual needs a row.',
  }),
  card: 'directory',
  columns,
  rules: [
    onlyOnce('settings', ['setting'], {
      code: 'settings.twice',
      wrong: {
        cells: { setting: 'mailHour', value: '8' },
        beside: { settings: { other: { setting: 'mailHour', value: '9' } } },
      },
      right: {
        cells: { setting: 'mailHour', value: '8' },
        beside: { settings: { other: { setting: 'checkDays', value: '10' } } },
      },
    }),
    valueFits,
  ],
  brief: ['setting', 'value'],
  see: seenByOffice,
  front: [],
}
