import { doneLastWeek, dueThisWeek, overdue, schoolFigures, sentBack } from '../figures.ts'
import type { Measure } from '../figures.ts'
import type { SchoolFigures } from '../records.ts'
import type { Part, Section } from './digest.ts'
import { ownDocumentPieces, ownDocuments } from './documentParts.ts'
import { fixSection, overdueSection, reworkSection, weekSection } from './lists.ts'
import { schoolMessage } from './messages.ts'
import { namesPost } from './posts.ts'
import type { Fix, ProgrammeDay, SchoolDay } from './programmeDay.ts'
import { fitSubject } from './subject.ts'
import type { Piece } from './subject.ts'
import type { Teller } from './teller.ts'
import { callName, tidy } from './words.ts'

/** The head's part: the whole school. Null when there is nothing to say. */
export function headPart(today: ProgrammeDay, schoolId: string, teller: Teller): Part | null {
  const school = today.schools.find(({ id }) => id === schoolId)
  if (!school) return null
  const { digest, dates } = teller.texts
  const { figures, measures, silentFor, lastEntryOn } = school
  const standing = [
    digest.intro.ofAll(figures, measures.length),
    ...(figures.done > 0 ? [digest.intro.confirmed(figures)] : []),
  ]
  const share: Share = {
    school,
    measures,
    fixes: school.fixes,
    figures,
    heading: digest.parts.school(school.name),
    silentFor,
    whole: true,
    withResponsible: true,
    intro: [
      digest.intro.place(school.name, dates.full(today.day)),
      ...(measures.length > 0 ? [standing.join(' ')] : []),
      ...asOfLine(school, teller),
      ...(silentFor === null
        ? []
        : [digest.intro.silent(silentFor, lastEntryOn && dates.dayMonth(lastEntryOn, today.day))]),
    ],
  }
  const told = find(share, teller)
  if (told.pieces.length === 0) return null
  const part = partOf(share, told, callName(school.name), teller)
  return { ...part, messenger: schoolMessage(school, told, teller) }
}

/** The part of those who answer for measures: their own. Null when there is nothing to say. */
export function responsiblePart(
  today: ProgrammeDay,
  schoolId: string,
  posts: readonly string[],
  teller: Teller,
): Part | null {
  const school = today.schools.find(({ id }) => id === schoolId)
  if (!school) return null
  const { digest, dates } = teller.texts
  const measures = school.measures.filter(({ responsible }) =>
    posts.some((post) => namesPost(responsible, post)),
  )
  const own = new Set(measures.map(({ id }) => id))
  const figures = schoolFigures(measures, today.day)
  const share: Share = {
    school,
    measures,
    fixes: school.fixes.filter(({ id }) => own.has(id)),
    figures,
    heading: digest.parts.responsible(school.name),
    silentFor: null,
    whole: false,
    withResponsible: false,
    intro: [
      digest.intro.myMeasures(school.name, tidy(posts.join(', '), 100), dates.full(today.day)),
      digest.intro.ofAll(figures, measures.length),
      ...asOfLine(school, teller),
    ],
  }
  const told = find(share, teller)
  return told.pieces.length === 0 ? null : partOf(share, told, digest.subject.mine, teller)
}

/** What there is to tell from: all of the school to its head, a post's own share to the responsible. */
interface Share {
  readonly school: SchoolDay
  readonly measures: readonly Measure[]
  readonly fixes: readonly Fix[]
  readonly figures: SchoolFigures
  readonly heading: string
  /** Silence is told to the head alone. */
  readonly silentFor: number | null
  /** The documents are the whole school's, so they are told to the head alone. */
  readonly whole: boolean
  readonly withResponsible: boolean
  readonly intro: readonly string[]
}

/** What calls for attention in a share. */
export interface Told {
  readonly late: readonly Measure[]
  readonly week: readonly Measure[]
  readonly rework: readonly Measure[]
  readonly fixes: readonly Fix[]
  /** The same for the subject, the most urgent first. */
  readonly pieces: readonly Piece[]
}

/** What the people above a school can pass on to it; empty where there is nothing to tell. */
export function messageToSchool(school: SchoolDay, teller: Teller): string {
  const { measures, fixes, silentFor } = school
  return schoolMessage(
    school,
    find({ school, measures, fixes, silentFor, whole: true }, teller),
    teller,
  )
}

function find(
  {
    school,
    measures,
    fixes,
    silentFor,
    whole,
  }: Omit<Share, 'heading' | 'intro' | 'figures' | 'withResponsible'>,
  teller: Teller,
): Told {
  const { subject, preheader } = teller.texts.digest
  const late = overdue(measures)
  const week = dueThisWeek(measures, teller.day)
  const rework = sentBack(measures)
  const pieces: Piece[] = []
  if (late.length > 0) pieces.push({ wordings: subject.overdue(late.length) })
  if (week.length > 0) {
    pieces.push({ wordings: subject.week(week.length), apart: preheader.week(week.length) })
  }
  if (rework.length > 0) pieces.push(deed(subject.rework(rework.length)))
  if (whole) pieces.push(...ownDocumentPieces(school, teller))
  if (fixes.length > 0) pieces.push(deed(subject.fix(fixes.length)))
  if (silentFor !== null) pieces.push({ wordings: subject.noEntries(silentFor) })
  return { late, week, rework, fixes, pieces }
}

function deed(wordings: readonly string[]): Piece {
  return { wordings, deed: wordings[0] ?? '' }
}

function partOf(share: Share, told: Told, name: string, teller: Teller): Part {
  const { digest } = teller.texts
  const { school } = share
  const { column } = teller.headings
  const { subject, unsaid } = fitSubject(name, told.pieces)
  const deeds = unsaid.flatMap((piece) => piece.deed ?? [])
  const thanks = doneLastWeek(share.measures, teller.day).length
  const intro = [...share.intro, ...(thanks > 0 ? [digest.intro.thanks(thanks)] : [])]
  const style = {
    withSchool: false,
    withResponsible: share.withResponsible,
    withComment: true,
  } as const
  const late = { ...style, deeds: ['report', 'help'] as const }
  const entries = (measures: readonly Measure[]) => measures.map((measure) => ({ school, measure }))
  return {
    heading: share.heading,
    subject,
    preheader: [
      ...unsaid.flatMap((piece) => piece.apart ?? []),
      ...(deeds.length > 0 ? [digest.preheader.alsoNeeded(deeds)] : []),
      digest.preheader.done(share.figures),
    ].join(' '),
    sections: [
      plain(intro),
      ...overdueSection(entries(told.late), teller, late),
      ...weekSection(entries(told.week), teller, style),
      ...reworkSection(entries(told.rework), teller),
      ...(share.whole ? ownDocuments(school, teller) : []),
      ...fixSection(school, told.fixes, teller),
      ...(told.late.length + told.week.length === 0
        ? []
        : [
            plain([
              digest.closing(
                column('measures', 'proposedDeadline'),
                column('measures', 'proposedReason'),
                column('measures', 'help'),
              ),
            ]),
          ]),
    ],
    footer: [digest.footer.weekly],
    messenger: '',
  }
}

/** What is typed since that day may only be unsent: said, so that nobody takes it for undone. */
function asOfLine({ asOf }: SchoolDay, { texts, day }: Teller): readonly string[] {
  return asOf === null ? [] : [texts.digest.intro.asOf(texts.dates.dayMonth(asOf, day))]
}

function plain(lines: readonly string[]): Section {
  return { tone: 'plain', title: '', lines: lines.map((line) => [line]) }
}
