import { choice } from '../cells/choice.ts'
import { date } from '../cells/date.ts'
import { reference } from '../cells/reference.ts'
import { longText } from '../cells/text.ts'
import { inBoth } from '../texts/texts.ts'
import { column, corrections, schoolColumn } from './column.ts'
import { examples, onlyOnce } from './rules.ts'
import type { RowRule, Table } from './table.ts'
import { byCurator, seenAbove } from './who.ts'

export const STAGE_STATES = ['notStarted', 'running', 'finished'] as const

const words = inBoth({
  ru: 'Этап завершён. Осталось поставить день, когда это произошло.',
  en: 'The stage is finished. What is left is the day when it happened.',
})

const finishedHasDay: RowRule = {
  code: 'stageProgress.noDay',
  severity: 'hint',
  ...examples(
    { stage: 'stage-2', state: 'finished' },
    { stage: 'stage-2', state: 'finished', finishedOn: '2021-03-26' },
  ),
  find: ({ state, finishedOn }, { texts }) =>
    state === 'finished' && finishedOn === undefined
      ? [{ key: 'finishedOn', text: words(texts) }]
      : [],
}

/** Where each school stands in each stage. */
export const stageProgress: Table = {
  name: 'stageProgress',
  title: inBoth({ ru: 'Ход этапов', en: 'Stage progress' }),
  about: inBoth({
    ru: 'На каком шаге каждого этапа школа: не начала, идёт, завершила. Из этих строк складывается «Ход этапов» на панели координатора.',
    en: 'How far each school has come in each stage. The coordinator’s dashboard is made of these rows.',
  }),
  card: 'school',
  schoolColumn: 'school',
  columns: [
    schoolColumn(byCurator),
    column(
      'stage',
      reference('stages'),
      300,
      byCurator,
      { ru: 'Этап', en: 'Stage' },
      { ru: 'Выберите этап из списка.', en: 'Choose the stage from the list.' },
      { required: true },
    ),
    column(
      'state',
      choice(
        STAGE_STATES,
        inBoth({
          ru: {
            labels: { notStarted: 'Не начат', running: 'Идёт', finished: 'Завершён' },
            alsoSaid: {
              running: 'в работе;начат',
              finished: 'готово;закончен;выполнен;пройден',
              notStarted: 'нет',
            },
          },
          en: {
            labels: { notStarted: 'Not started', running: 'Running', finished: 'Finished' },
            alsoSaid: { running: 'started', finished: 'done' },
          },
        }),
      ),
      120,
      byCurator,
      { ru: 'Состояние', en: 'State' },
      { ru: 'Выберите из списка.', en: 'Choose from the list.' },
      { required: true, initial: 'notStarted' },
    ),
    column(
      'finishedOn',
      date({ future: 'refuse' }),
      110,
      byCurator,
      { ru: 'Завершён', en: 'Finished on' },
      {
        ru: 'День, когда школа закончила этап, например 26.03.2021.',
        en: 'The day when the school finished it.',
      },
      { example: '26.03.2021' },
    ),
    column(
      'comment',
      longText({ max: 1_000 }),
      320,
      byCurator,
      { ru: 'Комментарий', en: 'Comment' },
      { ru: 'Что осталось или что помешало.', en: 'What is left, or what was in the way.' },
      { example: 'Ждём ответа регионального оператора' },
    ),
    corrections,
  ],
  rules: [
    onlyOnce('stageProgress', ['stage'], {
      code: 'stageProgress.twice',
      wrong: {
        cells: { stage: 'stage-2' },
        beside: { stageProgress: { other: { stage: 'stage-2' } } },
      },
      right: {
        cells: { stage: 'stage-2' },
        beside: { stageProgress: { other: { stage: 'stage-3' } } },
      },
    }),
    finishedHasDay,
  ],
  brief: ['stage', 'state', 'finishedOn'],
  see: seenAbove,
  front: [],
}
