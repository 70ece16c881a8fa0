const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: '\u00A0',
  zwnj: '\u200C',
}

/**
 * The line that a mail program shows after the subject: the beginning of what the HTML says, hidden
 * preheader included, or of the plain text.
 */
export function preview(html: string, text: string): string {
  const said =
    html === ''
      ? text
      : html
          .replace(/<head\b.*?<\/head>/isu, '')
          .replaceAll(/\s+/gu, ' ')
          .replaceAll(/<[^>]*>/gu, ' ')
          .replaceAll(/&#(\d{1,7});/gu, (_, code: string) => character(Number(code)))
          .replaceAll(/&(\w+);/gu, (whole, name: string) => ENTITIES[name] ?? whole)
  // What is put after a preheader to keep the letter itself out of the preview.
  const [shown = ''] = said.split(/[\u034F\u200C\u00A0\s]{20,}/u)
  return shown
    .replaceAll(/[\p{Cf}\u034F]/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .slice(0, 160)
}

function character(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : ''
}
