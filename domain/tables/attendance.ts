import { wholeNumber } from '../cells/number.ts'
import { reference } from '../cells/reference.ts'
import { longText } from '../cells/text.ts'
import { inBoth } from '../texts/texts.ts'
import { column, corrections, schoolColumn } from './column.ts'
import { examples, onlyOnce, partOf } from './rules.ts'
import type { Table } from './table.ts'
import { byOffice, seenAbove } from './who.ts'

/** Who attended what, in counts per school. */
export const attendance: Table = {
  name: 'attendance',
  title: inBoth({ ru: 'Участие в семинарах', en: 'Attendance' }),
  about: inBoth({
    ru: 'Сколько человек от каждой школы приглашено и сколько участвовало. Только числа, без фамилий.',
    en: 'How many people of each school were invited and took part. Counts only, no names.',
  }),
  card: 'school',
  schoolColumn: 'school',
  columns: [
    schoolColumn(byOffice),
    column(
      'event',
      reference('events'),
      380,
      byOffice,
      { ru: 'Семинар', en: 'Event' },
      { ru: 'Выберите из таблицы «Семинары и вебинары».', en: 'Choose from “Events”.' },
      { required: true },
    ),
    column(
      'invited',
      wholeNumber({ min: 0 }),
      110,
      byOffice,
      { ru: 'Приглашено', en: 'Invited' },
      {
        ru: 'Сколько человек приглашали, например 4.',
        en: 'How many were invited, for example 4.',
      },
      { example: '4' },
    ),
    column(
      'attended',
      wholeNumber({ min: 0 }),
      110,
      byOffice,
      { ru: 'Участвовало', en: 'Attended' },
      {
        ru: 'Сколько участвовало, например 3. Если никто, поставьте 0.',
        en: 'How many took part, for example 3; 0 for nobody.',
      },
      { required: true, example: '3' },
    ),
    column(
      'comment',
      longText({ max: 1_000 }),
      280,
      byOffice,
      { ru: 'Комментарий', en: 'Comment' },
      {
        ru: 'Кто участвовал по должностям или почему не смогли.',
        en: 'Which posts took part, or why nobody could.',
      },
      { example: 'директор, завуч, руководитель ШМО' },
    ),
    corrections,
  ],
  rules: [
    onlyOnce('attendance', ['event'], {
      code: 'attendance.twice',
      wrong: {
        cells: { event: 'event-launch', attended: 3 },
        beside: { attendance: { other: { event: 'event-launch', attended: 3 } } },
      },
      right: {
        cells: { event: 'event-launch', attended: 3 },
        beside: {
          attendance: { other: { event: 'event-1', attended: 3 } },
        },
      },
    }),
    partOf('attended', 'invited', {
      code: 'attendance.tooMany',
      ...examples(
        { event: 'event-launch', invited: 2, attended: 3 },
        { event: 'event-launch', invited: 3, attended: 3 },
      ),
    }),
  ],
  brief: ['event', 'attended'],
  see: seenAbove,
  front: [],
}
