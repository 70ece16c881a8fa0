import { describe, expect, it } from 'vitest'
import { composeDigest, composeReminder } from '../../../domain/digest/compose.ts'
import { renderHtml } from '../../../domain/digest/html.ts'
import { lintLetter, type LintRule } from '../../../domain/digest/lint.ts'
import { recipients } from '../../../domain/digest/recipients.ts'
import { renderText } from '../../../domain/digest/text.ts'
import { directory, links, modelDay } from './modelWeek.ts'

const all = recipients(directory)
const [school] = modelDay.schools
const notices = (school?.measures ?? [])
  .filter(({ status }) => status !== 'done')
  .flatMap((measure) => (school ? [{ school, measure, rung: 'responsible' as const }] : []))
const letters = all.flatMap((recipient) => [
  ...[composeDigest(modelDay, recipient, () => links)].filter((one) => one !== null),
  ...[composeReminder(modelDay, recipient, () => links, notices)].filter((one) => one !== null),
])
const [first] = letters
if (!first) throw new Error('The model week has letters')
const html = renderHtml(first)
const text = renderText(first)

describe('letters', () => {
  it('have nothing that mail programs drop', () => {
    expect(letters.length).toBeGreaterThan(8)
    for (const letter of letters) {
      expect(lintLetter(letter, renderHtml(letter), renderText(letter))).toEqual([])
    }
  })

  it.each<[LintRule, { subject?: string; preheader?: string; html?: string; text?: string }]>([
    ['subject-length', { subject: 'я'.repeat(61) }],
    ['subject-one-line', { subject: 'а\nб' }],
    ['preheader-missing', { preheader: ' ' }],
    ['size-100-kb', { html: html + 'я'.repeat(60_000) }],
    ['text-twin-missing', { text: 'коротко' }],
    ['no-script', { html: `${html}<p onclick="x">` }],
    ['no-form', { html: `${html}<button>` }],
    ['no-frame-or-object', { html: `${html}<iframe>` }],
    ['no-images', { html: `${html}<img>` }],
    ['nothing-fetched', { html: `${html}<link>` }],
    ['no-base', { html: `${html}<base>` }],
    ['no-modern-layout', { html: `${html}<p style="display:flex">` }],
    ['layout-in-tables', { html: `${html}<div style="width:10px">` }],
    ['tables-are-presentation', { html: `${html}<table>` }],
    ['fonts-inline', { html: `${html}<h2>` }],
    ['links-absolute', { html: `${html}<p href="/x">` }],
    ['dark-colours', { html: html.replaceAll('prefers-color-scheme', '') }],
    ['language-named', { html: html.replace(' lang=', ' ') }],
    ['wide-enough-for-telephones', { html: `${html}<p width="600">` }],
    ['no-direction-marks', { text: `${text}\u202E` }],
  ])('%s is found where it is broken, and nothing else', (rule, broken) => {
    const whole = { subject: first.subject, preheader: first.preheader, html, text, ...broken }
    expect(lintLetter(whole, whole.html, whole.text).map((one) => one.rule)).toEqual([rule])
  })
})
