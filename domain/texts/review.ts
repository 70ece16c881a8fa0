import { englishForm, russianForm } from './plural.ts'

const mery = (n: number) => `${n} ${russianForm(n, ['мера', 'меры', 'мер'])}`
const measures = (n: number) => `${n} ${englishForm(n, ['measure', 'measures'])}`

/** «Проверка и решения»: many measures confirmed, returned or decided on at once. */
const ru = {
  title: 'Проверка и решения',
  check: {
    heading: 'На проверку',
    none: 'Проверять нечего: все исполненные меры проверены.',
    all: 'Отметить все',
    comment: 'Что доработать (нужно, чтобы вернуть)',
    commentHint:
      'Один комментарий для всех отмеченных мер. Школа прочтёт его в таблице и в письме.',
    confirm: 'Подтвердить отмеченные',
    return: 'Вернуть отмеченные',
    doneOn: (day: string) => `исполнена ${day}`,
    doneSometime: 'исполнена, день не указан',
    partly: 'исполнена частично',
    again: 'исправлена после замечания',
    noEvidence: 'подтверждения нет',
  },
  proposals: {
    heading: 'Предложения школ',
    none: 'Предложений, которые ждут решения, нет.',
    all: 'Отметить все',
    reason: 'Почему не согласовано (можно не заполнять)',
    agree: 'Согласовать отмеченные',
    decline: 'Не согласовать отмеченные',
    move: (from: string, to: string) => `перенести срок с ${from} на ${to}`,
    set: (to: string) => `назначить срок ${to}`,
    cancel: 'отменить',
    because: (reason: string) => `причина: ${reason}`,
    noReason: 'причина не указана',
    from: (deadline: string) => `срок ${deadline}`,
  },
  /** More measures wait than are shown. */
  more: (n: number) =>
    `Ещё ${mery(n)} в очереди: ${russianForm(n, ['она появится', 'они появятся', 'они появятся'])} здесь, когда вы решите об этих.`,
  /** Rows selected in the sheet about which nothing can be decided. */
  notOpen: (n: number) =>
    `Среди выделенных в таблице строк ${russianForm(n, ['есть', 'есть', 'есть'])} ${mery(n)}, о которых сейчас решать нечего: они ещё не исполнены или уже подтверждены.`,
  noComment: 'Напишите, что доработать: без этого школа не поймёт, что изменить.',
  done: {
    confirm: (n: number) =>
      `${russianForm(n, ['Подтверждена', 'Подтверждены', 'Подтверждено'])} ${mery(n)}.`,
    return: (n: number) =>
      `${russianForm(n, ['Возвращена', 'Возвращены', 'Возвращено'])} на доработку ${mery(n)}.`,
    agree: (n: number) =>
      `Согласовано ${n} ${russianForm(n, ['предложение', 'предложения', 'предложений'])}.`,
    decline: (n: number) =>
      `Не согласовано ${n} ${russianForm(n, ['предложение', 'предложения', 'предложений'])}.`,
  },
  nothingDone: 'Ничего не изменено.',
  /** Named one by one; `names` in quotation marks. */
  changed: (names: readonly string[]) =>
    `Пока окно было открыто, изменили: ${names.join(', ')}. О них ничего не записано: посмотрите, что в них теперь, и решите ещё раз.`,
  gone: (names: readonly string[]) =>
    `Удалены или переданы другой школе: ${names.join(', ')}. О них ничего не записано.`,
  nothing: (names: readonly string[]) =>
    `Решать больше нечего: ${names.join(', ')}. Школа или другой участник уже изменили их.`,
  denied: (names: readonly string[]) =>
    `Об этом решает другой участник: ${names.join(', ')}. О них ничего не записано.`,
  /** What was refused and why, in the words of «Что исправить». */
  refused: (name: string, why: string) => `${name}: ${why}`,
  and: (n: number) => `и ещё ${n}`,
  noSchool: 'Без школы',
  sending: 'Записываем…',
}

const en: typeof ru = {
  title: 'Checks and decisions',
  check: {
    heading: 'To check',
    none: 'There is nothing to check: all measures that are done have been checked.',
    all: 'Mark all',
    comment: 'What to improve (needed to return)',
    commentHint:
      'One comment for all marked measures. The school reads it in the workbook and in its mail.',
    confirm: 'Confirm the marked ones',
    return: 'Return the marked ones',
    doneOn: (day) => `done on ${day}`,
    doneSometime: 'done, the day is not given',
    partly: 'partly done',
    again: 'corrected after a remark',
    noEvidence: 'no evidence',
  },
  proposals: {
    heading: 'Proposals of schools',
    none: 'No proposal waits for a decision.',
    all: 'Mark all',
    reason: 'Why it is not agreed (may be left empty)',
    agree: 'Agree to the marked ones',
    decline: 'Decline the marked ones',
    move: (from, to) => `move the deadline from ${from} to ${to}`,
    set: (to) => `set the deadline ${to}`,
    cancel: 'cancel',
    because: (reason) => `reason: ${reason}`,
    noReason: 'no reason is given',
    from: (deadline) => `due ${deadline}`,
  },
  more: (n) => `${measures(n)} more are waiting; they come here once you have decided these.`,
  notOpen: (n) =>
    `Of the rows selected in the sheet, ${measures(n)} cannot be decided on now: not done yet, or confirmed already.`,
  noComment: 'Write what to improve: without it the school cannot know what to change.',
  done: {
    confirm: (n) => `${measures(n)} confirmed.`,
    return: (n) => `${measures(n)} returned.`,
    agree: (n) => `${n} ${englishForm(n, ['proposal', 'proposals'])} agreed.`,
    decline: (n) => `${n} ${englishForm(n, ['proposal', 'proposals'])} declined.`,
  },
  nothingDone: 'Nothing was changed.',
  changed: (names) =>
    `Changed while the window was open: ${names.join(', ')}. Nothing was stored about them: look at them and decide again.`,
  gone: (names) =>
    `Deleted or given to another school: ${names.join(', ')}. Nothing was stored about them.`,
  nothing: (names) =>
    `Nothing is left to decide: ${names.join(', ')}. They have been changed already.`,
  denied: (names) =>
    `Somebody else decides about these: ${names.join(', ')}. Nothing was stored about them.`,
  refused: (name, why) => `${name}: ${why}`,
  and: (n) => `and ${n} more`,
  noSchool: 'Without a school',
  sending: 'Being stored…',
}

export type ReviewTexts = typeof ru
export const reviewTexts = { ru, en }
