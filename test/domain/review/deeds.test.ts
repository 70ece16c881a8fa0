import { describe, expect, test } from 'vitest'
import {
  deedCells,
  isOpenTo,
  proposalIn,
  reviewDeedsOf,
  waitsForReview,
} from '../../../domain/review/deeds.ts'
import { textsIn } from '../../../domain/texts/texts.ts'

const texts = textsIn('ru')

test('a curator checks, the coordinator decides as well, the others do neither', () => {
  expect(reviewDeedsOf('curator')).toEqual(['confirm', 'return'])
  expect(reviewDeedsOf('coordinator')).toEqual(['confirm', 'return', 'agree', 'decline'])
  for (const role of ['staff', 'observer', null] as const) expect(reviewDeedsOf(role)).toEqual([])
})

describe('a measure waits for the curator', () => {
  const done = { status: 'done' }
  test.each([
    ['when it is done and was not looked at', done, {}, true],
    ['not before it is done', { status: 'inProgress' }, {}, false],
    ['not once it is confirmed', { ...done, check: 'confirmed' }, {}, false],
    [
      'not while the school corrects it',
      { ...done, check: 'rework' },
      { status: 3, check: 4 },
      false,
    ],
    [
      'again when the school has written since',
      { ...done, check: 'rework' },
      { evidence: 5, check: 4 },
      true,
    ],
    [
      'not for a column that answers nothing',
      { ...done, check: 'rework' },
      { number: 5, check: 4 },
      false,
    ],
  ])('%s', (_name, cells, cellRevs, waits) => {
    expect(waitsForReview({ cells, cellRevs })).toBe(waits)
  })
})

describe('a proposal', () => {
  test.each([
    [
      'of another day',
      { deadline: '2021-10-15', proposedDeadline: '2021-10-29' },
      { cancel: false, deadline: '2021-10-29' },
    ],
    ['of the same day is none', { deadline: '2021-10-15', proposedDeadline: '2021-10-15' }, null],
    [
      'to cancel goes before a move',
      { proposedCancel: true, proposedDeadline: '2021-10-29' },
      { cancel: true },
    ],
    ['for a done measure is past', { status: 'done', proposedCancel: true }, null],
    ['to cancel is what was cancelled without a word', { status: 'cancelled' }, { cancel: true }],
    ['for what was cancelled by consent is past', { status: 'cancelled', consent: 'agreed' }, null],
    ['that was declined is past', { status: 'cancelled', consent: 'declined' }, null],
  ])('%s', (_name, cells, proposal) => {
    expect(proposalIn(cells)).toEqual(proposal)
    expect(isOpenTo('agree', { cells, cellRevs: {} })).toBe(proposal !== null)
  })
})

const open = (cells: Record<string, string>) => isOpenTo('confirm', { cells, cellRevs: {} })

test('confirming is for what is reported, in part too, and not confirmed yet', () => {
  expect(open({ status: 'partlyDone' })).toBe(true)
  expect(open({ status: 'done', check: 'rework' })).toBe(true)
  expect(open({ status: 'done', check: 'confirmed' })).toBe(false)
  expect(open({ status: 'notStarted' })).toBe(false)
})

describe('an agreed move', () => {
  const moved = { deadline: '2021-10-29', proposedDeadline: '2021-11-12' }
  test('keeps the deadline of then as the first', () => {
    expect(deedCells('agree', moved, '', texts)).toEqual({
      deadline: '2021-11-12',
      firstDeadline: '2021-10-29',
      consent: 'agreed',
      proposedDeadline: '',
      proposedCancel: '',
      proposedReason: '',
    })
  })
  test('moved once more still keeps the very first', () => {
    const cells = deedCells('agree', { ...moved, firstDeadline: '2021-10-15' }, '', texts)
    expect(cells).toMatchObject({ deadline: '2021-11-12', firstDeadline: '2021-10-15' })
  })
})

test('an agreed cancelling leaves the deadline alone', () => {
  const cells = deedCells('agree', { deadline: '2021-10-29', proposedCancel: true }, '', texts)
  expect(cells).toMatchObject({ status: 'cancelled', consent: 'agreed' })
  expect(cells).not.toHaveProperty('deadline')
})

test('a declined proposal says why, where somebody wrote why', () => {
  expect(deedCells('decline', {}, ' Срок из приказа ', texts)).toMatchObject({
    consent: 'declined',
    checkComment: 'Предложение не согласовано: Срок из приказа',
    proposedDeadline: '',
  })
  expect(deedCells('decline', {}, ' ', texts)).not.toHaveProperty('checkComment')
})
