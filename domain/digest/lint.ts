import { SUBJECT_LIMIT, type Digest } from './digest.ts'

/** Something in a letter that a mail program would drop, cut or show wrongly. */
export interface Finding {
  readonly rule: LintRule
  readonly found: string
}

/**
 * What mail programs do to letters, one name each. Sources: the documented behaviour of Gmail (clips at
 * 102 KB, drops `<style>` that it cannot parse and everything with `url()`), Outlook for Windows (Word's
 * engine: no flex, grid, position or background images), mail.ru and Yandex Mail (drop scripts, forms and
 * ids).
 */
const RULES = {
  /** Cut by telephones. */
  'subject-length': ({ subject }: Subject) => (subject.length > SUBJECT_LIMIT ? [subject] : []),
  'subject-one-line': ({ subject }: Subject) => found(subject, /[\p{Cc}\p{Zl}\p{Zp}]/gu),
  'preheader-missing': ({ preheader }: Subject) => (preheader.trim() === '' ? ['empty'] : []),
  /** Gmail clips what is longer than about 102 KB. */
  'size-100-kb': ({ html }: Subject) => {
    const bytes = new TextEncoder().encode(html).length
    return bytes >= 100_000 ? [`${bytes} bytes`] : []
  },
  'text-twin-missing': ({ text }: Subject) => (text.trim().length < 40 ? ['too short'] : []),
  'no-script': ({ html }: Subject) => found(html, /<script\b|\son[a-z]+\s*=\s*["']/giu),
  'no-form': ({ html }: Subject) => found(html, /<(?:form|input|button|select|textarea)\b/giu),
  'no-frame-or-object': ({ html }: Subject) =>
    found(html, /<(?:iframe|object|embed|svg|video)\b/giu),
  'no-images': ({ html }: Subject) => found(html, /<img\b|url\(/giu),
  'nothing-fetched': ({ html }: Subject) => found(html, /<link\b|@import|@font-face|\ssrc=/giu),
  'no-base': ({ html }: Subject) => found(html, /<base\b/giu),
  /** Word's engine knows none of these. */
  'no-modern-layout': ({ html }: Subject) =>
    found(inline(html), /(?:display:\s*(?:flex|grid)|position:|float:|calc\(|var\()/giu),
  /** `div` has no dependable width in Outlook: only cells hold the layout. */
  'layout-in-tables': ({ html }: Subject) => found(inline(html), /<div[^>]*\bwidth:/giu),
  'tables-are-presentation': ({ html }: Subject) =>
    [...html.matchAll(/<table\b[^>]*>/giu)].flatMap(([tag]) =>
      tag.includes('role="presentation"') ? [] : [tag],
    ),
  /** A style sheet that is dropped must leave the letter whole: each text has its own font and size. */
  'fonts-inline': ({ html }: Subject) =>
    [...html.matchAll(/<(?:h2|a)\b[^>]*>/giu)].flatMap(([tag]) =>
      tag.includes('style="') ? [] : [tag],
    ),
  'links-absolute': ({ html }: Subject) =>
    [...html.matchAll(/\shref="([^"]*)"/giu)].flatMap(([, url = '']) =>
      /^https?:\/\//.test(url) ? [] : [url],
    ),
  'dark-colours': ({ html }: Subject) =>
    /prefers-color-scheme:\s*dark/u.test(html) && html.includes('name="color-scheme"')
      ? []
      : ['no dark colours'],
  'language-named': ({ html }: Subject) => (/<html lang="[a-z]{2}"/u.test(html) ? [] : ['no lang']),
  'wide-enough-for-telephones': ({ html }: Subject) =>
    html.includes('width=device-width') && !/\bwidth="\d{3,}"/u.test(html) ? [] : ['fixed width'],
  'no-direction-marks': ({ html, text }: Subject) =>
    found(html + text, /[\u202A-\u202E\u2066-\u2069]/gu),
} as const satisfies Readonly<Record<string, (subject: Subject) => readonly string[]>>

export type LintRule = keyof typeof RULES

interface Subject {
  readonly subject: string
  readonly preheader: string
  readonly html: string
  readonly text: string
}

/**
 * Looks at a rendered letter by every rule.
 *
 * @example lintLetter(digest, '<img src="x">', '').map(({ rule }) => rule) // ['text-twin-missing', 'no-images', …]
 */
export function lintLetter(
  digest: Pick<Digest, 'subject' | 'preheader'>,
  html: string,
  text: string,
): readonly Finding[] {
  const subject = { subject: digest.subject, preheader: digest.preheader, html, text }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an object's keys are what it is declared with
  const rules = Object.keys(RULES) as LintRule[]
  return rules.flatMap((rule) => RULES[rule](subject).map((one) => ({ rule, found: one })))
}

function found(text: string, pattern: RegExp): readonly string[] {
  return [...new Set([...text.matchAll(pattern)].map(([match]) => match))]
}

/** Without the style sheet in the head, which may use more: where it is dropped, nothing is lost. */
function inline(html: string): string {
  return html.replaceAll(/<style>.*?<\/style>/gsu, '')
}
