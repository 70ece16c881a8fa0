import type { CellContext } from '../../domain/cells/cell.ts'
import { referencesIn } from '../../domain/tables/references.ts'
import type { RowContext } from '../../domain/row.ts'
import type { Card } from '../../domain/records.ts'
import { textsIn } from '../../domain/texts/texts.ts'
import type { Language } from '../../domain/texts/texts.ts'

/** A small programme for tests of cells and rows: three schools, some risks, Monday 20.09.2021. */
const directory: Card['briefs'] = {
  schools: {
    'sch-maruha': { name: 'МКОУ «СОШ с. Маруха»', shortName: 'СОШ с. Маруха' },
    'sch-hgrech': { name: 'МКОУ «СОШ с. Х-Греческого»', shortName: 'СОШ с. Х-Греческого' },
    'sch-ermol': { name: 'МКОУ «ООШ с. Нижняя Ермоловка»', shortName: 'ООШ с. Нижняя Ермоловка' },
  },
  people: {
    'kurator-1': {
      role: 'curator',
      post: 'методист управления образования',
      email: 'kurator-1@example.org',
    },
    coordinator: {
      role: 'coordinator',
      post: 'муниципальный координатор',
      email: 'coordinator@example.org',
    },
  },
  riskFactors: {
    'risk-01': { code: 'R01', name: 'Низкий уровень оснащения школы', active: true },
    'risk-02': {
      code: 'R02',
      name: 'Дефицит педагогических кадров',
      synonyms: 'Дефицит кадров; кадровый дефицит',
      active: true,
    },
    'risk-06': {
      code: 'R06',
      name: 'Высокая доля обучающихся с рисками учебной неуспешности',
      active: true,
    },
    'risk-09': { code: 'R09', name: 'Низкая учебная мотивация обучающихся', active: true },
    'risk-10': {
      code: 'R10',
      name: 'Пониженный уровень школьного благополучия',
      active: false,
    },
    'risk-11': { code: 'R11', name: 'Низкий уровень дисциплины в классе', active: true },
  },
}

const profiles: Card['briefs'] = {
  riskProfiles: {
    'profile-1': { risk: 'risk-06', activated: true },
    'profile-2': { risk: 'risk-02', activated: false },
    'profile-3': { risk: 'risk-10', activated: true },
  },
}

/** What rows of «СОШ с. Маруха» are read in; only R06 is activated there. */
export function context(language: Language = 'ru', changes: Partial<RowContext> = {}): RowContext {
  return {
    texts: textsIn(language),
    today: '2021-09-20',
    firstDay: '2021-02-10',
    lastDay: '2024-12-31',
    school: 'sch-maruha',
    references: referencesIn(directory, (school) =>
      school === 'sch-maruha' ? profiles : undefined,
    ),
    ...changes,
  }
}

/** What one cell of «Меры» is read in. */
export function cellContext(
  language: Language = 'ru',
  changes: Partial<RowContext> = {},
): CellContext {
  const row = context(language, changes)
  return {
    ...row,
    headerOf: (key) => (key === 'deadlineText' ? 'Срок, как в документе' : key),
    references: (list) => row.references(list, row.school),
  }
}
