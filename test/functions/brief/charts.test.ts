import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import type { Bar, Brief } from '../../../domain/brief/brief.ts'
import { briefDocx } from '../../../functions/brief/docx.ts'

function paper(bars: readonly Bar[]): Brief {
  return {
    title: ['Справка'],
    blocks: [
      { is: 'text', text: 'До диаграммы' },
      { is: 'bars', caption: 'Доля & «часть»', bars },
      { is: 'text', text: 'После диаграммы' },
    ],
    signature: null,
    appendix: { title: '', figures: [] },
  }
}

async function partsOf(bars: readonly Bar[]) {
  const files = unzipSync(await briefDocx(paper(bars)))
  const read = (path: string) => new TextDecoder().decode(files[path])
  const charts = Object.keys(files)
    .filter((path) => path.startsWith('word/charts/'))
    .map(read)
  return { document: read('word/document.xml'), types: read('[Content_Types].xml'), charts }
}

test('bars are a chart of Word, between the texts that it stands between', async () => {
  const { document, types, charts } = await partsOf([
    { label: 'СОШ А', share: 2 / 3, value: '67 % (2/3)' },
    { label: 'СОШ <Б> & "В"', share: null, value: 'срок не наступил' },
  ])
  expect(charts).toHaveLength(1)
  const [chart = ''] = charts
  expect(chart).toContain('<c:v>66.67</c:v>')
  expect(chart).toContain('<a:t>67 % (2/3)</a:t>')
  expect(chart).toContain('<a:t>срок не наступил</a:t>')
  expect(chart).toContain('СОШ &lt;Б&gt; &amp; &quot;В&quot;')
  expect(types).toContain('/word/charts/chart1.xml')
  const places = ['До диаграммы', 'r:id="chart1"', 'После диаграммы'].map((one) =>
    document.indexOf(one),
  )
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(places[0]).toBeGreaterThan(0)
  // What it shows is told to those who do not see it; no mark is left.
  expect(document).toContain(
    'descr="СОШ А: 67 % (2/3); СОШ &lt;Б&gt; &amp; &quot;В&quot;: срок не наступил"',
  )
  expect(document).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}/)
})

test('of many schools there are several charts, each of which fits on a page', async () => {
  const bars = Array.from({ length: 60 }, (_, at) => ({
    label: `Школа ${at}`,
    share: at / 60,
    value: `${at}`,
  }))
  const { charts, document } = await partsOf(bars)
  expect(charts.map((chart) => chart.match(/<c:dLbl>/g)?.length)).toEqual([25, 25, 10])
  const heights = [...document.matchAll(/<wp:extent cx="\d+" cy="(\d+)"/g)].map(
    ([, cy]) => Number(cy) / 36_000,
  )
  expect(Math.max(...heights)).toBeLessThan(230)
})

test('a paper without bars has no charts', async () => {
  const { charts, types } = await partsOf([])
  expect(charts).toEqual([])
  expect(types).not.toContain('chart')
})
