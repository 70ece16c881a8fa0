import type { SchoolFigures } from '../records.ts'
import type { DigestTexts } from './digestRu.ts'
import { englishForm } from './plural.ts'

const counted = (count: number, one: string, other = `${one}s`) =>
  `${count} ${englishForm(count, [one, other])}`
const measures = (count: number) => counted(count, 'measure')
const days = (count: number) => counted(count, 'day')
const percent = (share: number | null) => (share === null ? '' : ` (${share}%)`)

/** How the due measures stand: “6 done, 1 overdue, 1 due today”. */
function standing({ due, done, overdue }: SchoolFigures, share: number | null): string {
  const today = due - done - overdue
  const parts = [
    `${done} done${percent(share)}`,
    overdue > 0 ? `${overdue} overdue` : 'none overdue',
  ]
  if (today > 0) parts.push(`${today} due today`)
  return parts.join(', ')
}

/** The digest in English. */
export const digestEn: DigestTexts = {
  greeting: 'Hello,',
  marks: ['“', '”', '‘', '’'],

  actions: {
    openRow: 'Open the row',
    openCell: 'Open the cell',
    openWorkbook: 'Open the school’s workbook',
    openProgramme: 'Open the programme’s workbook',
    openList: 'Open the list',
    openThem: 'Open',
    copyMessage: 'Copy a message to the school',
    preferences: 'Preferences',
    unsubscribe: 'Unsubscribe',
  },

  deeds: {
    report: 'Report what is done',
    improve: 'Improve',
    help: 'Ask for help',
    reply: 'Reply',
    confirm: 'Confirm',
    return: 'Send back',
    agree: 'Agree',
    decline: 'Decline',
  },

  reminder: {
    heading: 'Deadlines ahead',
    subjectToday: (n) => [`${measures(n)} due today`],
    subjectSoon: (n) => [`${measures(n)} due soon`],
    today: (n) => `${measures(n)} due today`,
    soon: (n) => `${measures(n)} due soon`,
    left: (date, n, dayOff) =>
      `${date}${dayOff ? ' (a day off)' : ''}${n === 0 ? ', the last day is today.' : `, ${days(n)} left.`}`,
    also: (parts) => `Also: ${parts.join(', ')}.`,
    footer: 'Reminders come before a deadline and after it, one letter a day at most.',
  },

  undelivered: {
    title: (n) => `${counted(n, 'letter')} did not arrive`,
    line: (post, school, state) =>
      `${[school, post].filter((part) => part !== null && part !== '').join(', ')}: ` +
      (state === 'failed'
        ? 'the mail server refused it.'
        : 'the connection broke while sending, it may have arrived.'),
    how: (people, email) =>
      `Check the address in the table “${people}”, column “${email}”. These letters are not sent again by themselves.`,
  },

  calendar: {
    unknown: (year) =>
      `The days off of ${year} are not known yet: only weekends and holidays by law are counted. Once they are published, add them to the table “Calendar”.`,
  },

  subject: {
    school: (name, parts) => `${name}: ${parts.join(', ')}`,
    overdue: (n) => [`${measures(n)} overdue`, `${n} overdue`],
    week: (n) => [`${measures(n)} due this week`, `${n} due this week`],
    rework: (n) => [`${measures(n)} to improve`],
    fix: (n) => [`${counted(n, 'cell')} to correct`],
    waiting: (n) => [`${measures(n)} to check`, `${n} to check`],
    silentOne: (n) => [`1 school without entries for ${days(n)}`, '1 school is silent'],
    silentMany: (n) => [`${counted(n, 'school')} without entries`],
    noEntries: (n) => [`no entries for ${days(n)}`],
    nothingOverdue: ['nothing overdue'],
    questions: (n) => [`${counted(n, 'question')} for you`],
    decisions: (n) => [`${counted(n, 'question')} to decide`],
    mine: 'Your measures',
    mySchools: 'Your schools',
    schools: 'Schools',
  },

  preheader: {
    week: (n) => `${measures(n)} due this week.`,
    alsoNeeded: (parts) => `Also: ${parts.join(' and ')}.`,
    done: ({ done, due }) =>
      due === 0 ? 'No measure is due yet.' : `${done} of ${measures(due)} due are done.`,
    decisions: (n) =>
      n === 0
        ? 'No decision is needed from you.'
        : `${counted(n, 'question needs', 'questions need')} your decision.`,
  },

  intro: {
    place: (place, date) => `${place}, ${date}.`,
    day: (date) => `${date}.`,
    asOf: (date) =>
      `The school’s workbook was last seen whole on ${date}: the data are of that day, later entries may not have arrived.`,
    programme: (programme, municipality, date) =>
      `Programme ${programme}, ${municipality}, ${date}.`,
    mySchools: (names, date) =>
      `Your ${names.length === 1 ? 'school' : 'schools'}: ${names.join(', ')}. ${date}.`,
    myMeasures: (school, post, date) => `${school}, ${post}, ${date}.`,
    ofAll: (figures, all) =>
      figures.due === 0
        ? `${measures(all)} in all, none due yet.`
        : `${figures.due} of ${measures(all)} due: ${standing(figures, null)}.`,
    ofDue: (figures, share) =>
      figures.due === 0
        ? 'No measure is due yet.'
        : `${measures(figures.due)} due: ${standing(figures, share)}.`,
    confirmed: ({ done, confirmed }) => {
      if (confirmed === 0) return 'The curator has confirmed none so far.'
      if (confirmed === done) return 'The curator has confirmed all that are done.'
      return `The curator has confirmed ${confirmed} of those done.`
    },
    weekAgo: (figures, share) =>
      `A week ago: ${figures.done} of ${figures.due} done${percent(share)}, ` +
      `${figures.overdue > 0 ? `${figures.overdue} overdue` : 'none overdue'}.`,
    thanks: (n) => `${measures(n)} done in the past week. Thank you!`,
    silent: (n, last) =>
      `The workbook has had no entries for ${days(n)}${last === null ? '' : `, the last was on ${last}`}. ` +
      'If measures are being carried out, please mark them.',
  },

  overdue: {
    title: (n) => `${measures(n)} overdue`,
    was: (onDay, n) => `It was due ${onDay}, ${days(n)} ago.`,
    partly: 'Partly done so far.',
  },

  week: {
    title: (n) => `${measures(n)} due this week`,
    day: (date) => `${date}.`,
    today: (date) => `Today, ${date}.`,
    heading: 'This week',
    summary: (n, events) =>
      `${[n === 0 ? 'Nothing is due this week' : `${measures(n)} due`, ...(events ?? [])].join('; ')}.`,
    event: (kind, onDay) => `${kind.charAt(0).toLowerCase()}${kind.slice(1)} ${onDay}`,
  },

  rework: {
    title: (n) => `The curator asks to improve ${measures(n)}`,
  },

  fix: {
    title: (n) => `${counted(n, 'cell')} to correct in the workbook`,
    cell: (tab, row, column, what) => `“${tab}”, row ${row}, “${column}”. ${what}`,
    ofSchools: (n, schools) =>
      `${counted(n, 'cell')} still to correct in the schools’ workbooks (${schools.join(', ')}).`,
  },

  waiting: {
    ofCurator: (n) => `${counted(n, 'measure waits', 'measures wait')} for your check`,
    ofCurators: (n) => `${counted(n, 'measure waits', 'measures wait')} for the curator’s check`,
    long: (n, of, limit) => {
      const which = n < of ? `, ${n} of them` : n === 1 ? '' : ', all of them'
      return `${which} for more than ${days(limit)}.`
    },
    doneOn: (date, evidence) =>
      `Done on ${date}.${evidence === '' ? ' No evidence yet.' : ` Evidence: ${evidence}`}`,
    doneSometime: (evidence) => (evidence === '' ? 'No evidence yet.' : `Evidence: ${evidence}`),
    how: (check) => `When you have looked, choose the outcome in the column “${check}”.`,
  },

  decide: {
    title: (n) => `${counted(n, 'question needs', 'questions need')} your decision`,
    ofCurator: (n) => `${counted(n, 'question needs', 'questions need')} you`,
    silent: (school, n, last, overdue) =>
      `${school}: ` +
      (last === null
        ? `no entries at all for ${days(n)}`
        : `no entries for ${days(n)} (the last on ${last})`) +
      (overdue > 0 ? `, ${measures(overdue)} overdue.` : '.'),
    help: (school, words, deadline) =>
      `${school} asks for help: ${words}.${deadline === null ? '' : ` The measure is due on ${deadline}.`}`,
    proposal: (school, event, moved, reason) =>
      `${school} proposes to move ${event} ${moved}.${reason === '' ? ' No reason is given.' : ` Reason: ${reason}`}`,
    cancel: (school, event, reason) =>
      `${school} proposes to cancel ${event}.${reason === '' ? ' No reason is given.' : ` Reason: ${reason}`}`,
    firstDeadline: (school, event, to, reason) =>
      `${school} proposes the deadline ${to} for ${event}.${reason === '' ? '' : ` Reason: ${reason}`}`,
    howToAgree: (deadline, proposed) =>
      `To agree, write the new date into “${deadline}”. To decline, empty “${proposed}”. Until then the old deadline counts.`,
  },

  schools: {
    title: 'By school',
    after: ' (those that need attention first)',
    header: ['School', 'Due', 'Done', 'Confirmed', 'Overdue'],
    lastEntry: 'Last entry',
    total: 'Total',
    never: 'none',
    alarm: (n) => `${n} overdue`,
    summary: ({ due, done, confirmed }) =>
      due === 0 ? ['nothing due yet'] : [`${done} of ${due} done`, `${confirmed} confirmed`],
    asOf: (date) => `data of ${date}`,
    entry: (last) => (last === null ? 'no entries' : `last entry ${last}`),
  },

  more: {
    letters: (n) => `and ${counted(n, 'more letter')}`,
    measures: (n) => `and ${counted(n, 'more measure')}`,
    cells: (n) => `and ${counted(n, 'more cell')}`,
    questions: (n) => `and ${counted(n, 'more question')}`,
    schools: (n) => `and ${counted(n, 'more school')}`,
  },

  responsible: (post) => `Responsible: ${post}`,
  comment: (words) => `The curator’s comment: ${words}`,

  closing: (deadline, reason, help) =>
    'If a measure is already done, set its status to “Done” with the date, and the next digest will leave it out. ' +
    `If the deadline cannot be kept, fill in “${deadline}” and “${reason}”, or write in “${help}” what you need.`,

  footer: {
    weekly: 'This letter comes once a week, on the first working day, and only when there is news.',
    observer: 'The digest comes to you once a week, on the first working day.',
    always:
      'You get this digest every week, even when all is well: it shows that the system works.',
  },

  messenger: {
    school: (school, date) => `Good morning, colleagues! ${school}, ${date}.`,
    overdue: (n, list) => `${measures(n)} overdue: ${list}.`,
    overdueItem: (event, date) => `${event} (due ${date})`,
    week: (n, list) => `${measures(n)} due this week: ${list}.`,
    weekItem: (event, date) => `${date} ${event}`,
    silent: (n, last) =>
      `No entries in the workbook for ${days(n)}${last === null ? '' : `, the last on ${last}`}: if measures are being carried out, please mark them.`,
    rework: (n) => `${measures(n)} to improve.`,
    fix: (n) => `${counted(n, 'cell')} to correct.`,
    more: (n) => `${n} more`,
    details: 'More in the workbook.',
    programme: (programme, date) => `Good morning, colleagues! Programme ${programme}, ${date}.`,
    bySchool: (n, list) => `${measures(n)} overdue: ${list}.`,
  },

  parts: {
    school: (school) => `About ${school}`,
    curator: 'For you as curator',
    observer: 'For you as observer',
    responsible: (school) => `Your measures: ${school}`,
  },
}
