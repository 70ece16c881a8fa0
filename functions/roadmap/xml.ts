import { XMLParser } from 'fast-xml-parser'
import { Refusal } from '../errors.ts'

/** An element of an XML text with all that is in it, in order. A text is an element without a name. */
export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Element[]
  readonly text: string
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: 250,
})

/** @throws Refusal `document.damaged` */
export function parseXml(text: string): Element {
  try {
    return { name: '', attributes: {}, text: '', children: elements(parser.parse(text)) }
  } catch {
    throw new Refusal('document.damaged')
  }
}

/** The parser's own form: a list of `{ name: children, ':@': attributes }`, or `{ '#text': text }`. */
function elements(parsed: unknown): readonly Element[] {
  if (!Array.isArray(parsed)) return []
  return parsed.map((node: Readonly<Record<string, unknown>>): Element => {
    const name = Object.keys(node).find((key) => key !== ':@') ?? ''
    const inside = node[name]
    if (name === '#text') return { name: '', attributes: {}, children: [], text: String(inside) }
    const attributes = Object.entries(node[':@'] ?? {}).map(([key, value]) => [key, String(value)])
    return {
      name,
      attributes: Object.fromEntries(attributes),
      children: elements(inside),
      text: '',
    }
  })
}

/** The first child of a name. */
export function childOf(element: Element | undefined, name: string): Element | undefined {
  return element?.children.find((child) => child.name === name)
}

export function childrenOf(element: Element | undefined, name: string): readonly Element[] {
  return element?.children.filter((child) => child.name === name) ?? []
}
