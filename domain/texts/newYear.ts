import { englishForm, russianForm } from './plural.ts'

const mery = (n: number) => `${n} ${russianForm(n, ['мера', 'меры', 'мер'])}`
const meru = (n: number) => `${n} ${russianForm(n, ['меру', 'меры', 'мер'])}`
const measures = (n: number) => `${n} ${englishForm(n, ['measure', 'measures'])}`

/** «Начать новый год»: what is closed, what goes over, and how it is taken back. Days are shown ones. */
const ru = {
  title: 'Начать новый год',
  lead: [
    'Завершённые меры (отменённые по согласованию, а также исполненные и подтверждённые куратором) закроются вместе с годом: они уйдут из таблиц и больше не изменятся, а в справках и в истории останутся.',
    'Открытые меры перейдут в новый год как есть: сроки, статусы, подтверждения и история сохранятся. Меры со сроком позже последнего дня года не затрагиваются. Другие вкладки не меняются.',
  ],
  end: (from: string) => `Последний день завершаемого года (он начался ${from})`,
  count: 'Посчитать',
  counting: 'Считаем…',
  /** Before anything happens. */
  preview: 'Что произойдёт',
  columns: { school: 'Школа', closed: 'Закроется', carried: 'Перейдёт', ahead: 'Не затронуто' },
  office: 'Меры района',
  total: 'Всего',
  nothing: 'Ни закрывать, ни переносить нечего: мер со сроком до этого дня нет.',
  begin: (closed: number, carried: number) =>
    `Начать новый год: закрыть ${meru(closed)}, перенести ${meru(carried)}`,
  working:
    'Готовим новый год. Окно можно закрыть: начатое не потеряется, и его можно будет довести до конца отсюда же.',
  done: (closed: number, carried: number) =>
    `Новый год начат. ${russianForm(closed, ['Закрыта', 'Закрыты', 'Закрыто'])} ${mery(closed)}, ${russianForm(carried, ['перенесена', 'перенесены', 'перенесено'])} ${mery(carried)}. Таблицы школ обновятся в ближайшие минуты. Теперь заполните «Этапы» нового года.`,
  years: 'Завершённые годы',
  year: {
    closed: (to: string, closed: number, carried: number) =>
      `Год по ${to}: ${russianForm(closed, ['закрыта', 'закрыты', 'закрыто'])} ${mery(closed)}, ${russianForm(carried, ['перенесена', 'перенесены', 'перенесено'])} ${mery(carried)}.`,
    closing: (to: string) => `Год по ${to}: завершение прервалось.`,
    reopening: (to: string) => `Год по ${to}: возвращение прервалось.`,
    reopened: (to: string) => `Год по ${to}: завершение отменено, меры снова в таблицах.`,
  },
  goOn: 'Довести до конца',
  reopen: 'Вернуть этот год',
  reopenAsk: 'Точно вернуть? Закрытые меры снова появятся в таблицах школ.',
  reopened: 'Год возвращён: закрытые с ним меры снова в таблицах, как были.',
  /** In the history of a row. */
  row: {
    closed: (to: string) => `Закрыта вместе с годом по ${to}.`,
    carried: (to: string) => `Осталась открытой и перенесена из года по ${to}.`,
    reopened: 'Возвращена вместе с годом.',
  },
}

const en: typeof ru = {
  title: 'Start a new year',
  lead: [
    'Finished measures (cancelled by consent, or done and confirmed by the curator) are closed with the year: they leave the workbooks and do not change any more; briefs and histories keep them.',
    'Open measures go over into the new year as they are, with deadlines, statuses, evidence and history. Measures due after the last day are not touched. Other tabs do not change.',
  ],
  end: (from) => `The last day of the year to end (it began on ${from})`,
  count: 'Count',
  counting: 'Being counted…',
  preview: 'What will happen',
  columns: { school: 'School', closed: 'Closed', carried: 'Carried', ahead: 'Not touched' },
  office: 'District measures',
  total: 'Total',
  nothing: 'There is nothing to close or to carry: no measure is due up to this day.',
  begin: (closed, carried) =>
    `Start the new year: close ${measures(closed)}, carry over ${measures(carried)}`,
  working:
    'The new year is being prepared. You may close the window: what was begun is not lost and can be finished from here.',
  done: (closed, carried) =>
    `The new year has begun. ${measures(closed)} closed, ${measures(carried)} carried over. The schools’ workbooks follow within minutes. Now fill in the stages of the new year.`,
  years: 'Years that have ended',
  year: {
    closed: (to, closed, carried) =>
      `Year up to ${to}: ${measures(closed)} closed, ${measures(carried)} carried over.`,
    closing: (to) => `Year up to ${to}: its end was broken off.`,
    reopening: (to) => `Year up to ${to}: bringing it back was broken off.`,
    reopened: (to) => `Year up to ${to}: taken back, its measures are in the workbooks again.`,
  },
  goOn: 'Finish it',
  reopen: 'Bring this year back',
  reopenAsk: 'Bring it back? The closed measures will be in the schools’ workbooks again.',
  reopened: 'The year is back: the measures closed with it are in the workbooks as they were.',
  row: {
    closed: (to) => `Closed with the year up to ${to}.`,
    carried: (to) => `Was still open and carried over from the year up to ${to}.`,
    reopened: 'Came back with its year.',
  },
}

export type NewYearTexts = typeof ru
export const newYearTexts = { ru, en }
