/**
 * A text without what no file can hold: halves of surrogate pairs, control characters but for tabs and line
 * breaks, old line ends.
 */
export function cleanText(text: string): string {
  return (
    text
      .toWellFormed()
      .replaceAll('\r\n', '\n')
      .replaceAll('\r', '\n')
      // oxlint-disable-next-line eslint/no-control-regex -- XML cannot hold these characters, so they are what is taken out
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
  )
}
