/**
 * What a spreadsheet program may take for a formula when it opens a file of plain text: what begins with
 * `=`, `+`, `-`, `@` or their wide forms, also behind spaces, and what begins with a tab or a line break
 * (OWASP, “CSV Injection”). Apostrophes count as spaces, so that the sign can be taken away again.
 */
const RISKY = /^(?:['\s]*[=+\-@＝＋－＠]|'*[\t\r\n])/

/**
 * A text that no program runs: with an apostrophe before it, where it could be a formula.
 *
 * @example formulaSafe('=1+1') // "'=1+1"
 */
export function formulaSafe(text: string): string {
  return RISKY.test(text) ? `'${text}` : text
}

/**
 * The text that was made safe; others are as they are.
 *
 * @example fromFormulaSafe("'=1+1") // '=1+1'
 */
export function fromFormulaSafe(text: string): string {
  return text.startsWith("'") && RISKY.test(text.slice(1)) ? text.slice(1) : text
}
