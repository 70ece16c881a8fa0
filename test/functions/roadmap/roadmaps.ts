import type { Field } from '../../../domain/roadmap/fields.ts'
import type { RawDocument } from '../../../functions/roadmap/readDocument.ts'
import { docx, pasted, textFile, xlsx } from './documents.ts'

/** A roadmap as a school may have it, and what must come of it. */
export interface Sample {
  readonly name: string
  readonly make: () => RawDocument | Promise<RawDocument>
  /** What each column of the first used table is taken for; null: it is asked about. */
  readonly fields: readonly (Field | null)[]
  /** Measures found, over all tables. */
  readonly rows: number
  /** Terms without a year. */
  readonly terms?: number
  /** The year that the document's headings name. */
  readonly year?: string
  /** What must be found in some row, as the sheet shows it. */
  readonly holds: Readonly<Partial<Record<Field, string>>>
}

const ADVANCED = 'Прохождение учителями курсов по функциональной грамотности'

/** Layouts after the headings of real documents (`№ | Наименование мероприятия | …`); texts made up. */
export const SAMPLES: readonly Sample[] = [
  {
    name: 'DOCX: the regional form, days in words with footnotes',
    make: () =>
      docx(
        'УТВЕРЖДЕНО приказом директора школы',
        'Дорожная карта по повышению качества образования',
        [
          [
            '№',
            'Наименование мероприятия',
            'Срок исполнения',
            'Ответственный исполнитель',
            'Результат',
          ],
          ['1', '2', '3', '4', '5'],
          [
            '1.',
            'Создание рабочей группы по сопровождению проекта',
            '10 ноября 2021* года',
            'директор школы',
            'Приказ о создании группы',
          ],
          [
            '2.',
            'Проведение педагогического совета по итогам диагностики',
            'до 30 ноября 2021 г.',
            { text: '', paragraphs: ['директор', 'зам. директора по УВР'] },
            'Решение педсовета',
          ],
          ['3.', ADVANCED, 'в течение года', 'руководитель ШМО', 'Обучено 60 % учителей'],
        ],
      ),
    fields: ['number', 'event', 'deadline', 'responsible', 'indicator'],
    rows: 3,
    holds: { deadline: '10.11.2021', responsible: 'директор, зам. директора по УВР' },
  },
  {
    name: 'DOCX: an anti-risk programme, a table for each risk, tasks merged downwards, months',
    make: () => {
      const head = [
        'Задача',
        'Мероприятие',
        'Сроки реализации',
        'Показатели реализации',
        'Ответственные',
        'Участники',
      ]
      return docx(
        'Программа антирисковых мер на 2021–2022 учебный год',
        'Рисковый профиль: «Дефицит педагогических кадров»',
        [
          head,
          [
            { text: 'Закрыть вакансии', down: 'start' },
            'Договор с педвузом о практике студентов',
            'октябрь – май',
            'Число вакансий',
            'директор',
            'педвуз',
          ],
          [
            { text: '', down: 'on' },
            'Наставнические пары для молодых учителей',
            'до 15 сентября',
            'Доля молодых учителей с наставником',
            'зам. директора по УВР',
            'наставники',
          ],
        ],
        'Рисковый профиль: «Низкая учебная мотивация обучающихся»',
        [
          head,
          [
            'Вернуть интерес к учёбе',
            'Недели предметов с участием старших классов',
            'ежемесячно',
            'Охват обучающихся',
            'руководители ШМО',
            'учителя, 5–9 классы',
          ],
        ],
      )
    },
    fields: ['task', 'event', 'deadline', 'indicator', 'responsible', 'participants'],
    rows: 3,
    terms: 2,
    year: '2021/2022',
    holds: { task: 'Закрыть вакансии', risk: 'Дефицит педагогических кадров' },
  },
  {
    name: 'DOCX: quarters as columns under a common heading, marked',
    make: () =>
      docx('План мероприятий на 2022 год', [
        [
          { text: '№ п/п', down: 'start' },
          { text: 'Пошаговые мероприятия', down: 'start' },
          { text: 'Контрольные показатели реализации', down: 'start' },
          { text: 'Сроки, кварталы', span: 4 },
          { text: 'Исполнители', down: 'start' },
        ],
        [
          { text: '', down: 'on' },
          { text: '', down: 'on' },
          { text: '', down: 'on' },
          'I',
          'II',
          'III',
          'IV',
          { text: '', down: 'on' },
        ],
        [
          '1',
          'Диагностика учебных дефицитов по математике',
          'Доля охваченных классов',
          '+',
          '',
          '',
          '',
          'зам. директора по УВР',
        ],
        ['2', 'Взаимопосещение уроков', 'Число уроков', '', '+', '+', '', 'руководитель ШМО'],
        ['3', 'Дни открытых дверей', 'Доля семей', '', '', '', '', 'социальный педагог'],
      ]),
    fields: ['number', 'event', 'indicator', 'period', 'period', 'period', 'period', 'responsible'],
    rows: 3,
    terms: 2,
    year: '2022',
    holds: { event: 'Взаимопосещение уроков' },
  },
  {
    name: 'DOCX: sections, numbers like 1.2., soft breaks, a repeated header, a total, a slip in a heading',
    make: () =>
      docx('Среднесрочная программа развития', [
        ['№ п/п', 'Мероприятия', 'Сроки  проведения', 'Ответсвенные', 'Ресурсы'],
        [{ text: 'Задача 1. Выявить пробелы в знаниях', span: 5 }],
        ['1.1.', 'Входная диагностика,\n5–9 классы', '22.09.2021', 'зам. директора по УВР', ''],
        ['1.2.', 'Анализ работ\nи карта пробелов', '15.10.2021', 'учителя-предметники', 'часы ШМО'],
        ['№ п/п', 'Мероприятия', 'Сроки  проведения', 'Ответсвенные', 'Ресурсы'],
        [{ text: 'Задача 2. Сократить пробелы', span: 5 }],
        ['2.1.', 'Индивидуальные маршруты', '01.11.2021', 'классные руководители', 'кабинеты'],
        ['', 'Итого: 3 мероприятия', '', '', ''],
      ]),
    fields: ['number', 'event', 'deadline', 'responsible', null],
    rows: 3,
    holds: { task: 'Сократить пробелы', number: '1.2.', event: 'Входная диагностика,\n5–9 классы' },
  },
  {
    name: 'XLSX: two rows of headings, real dates, per cent, a title above, an empty column',
    make: () =>
      xlsx([
        [{ value: 'План антирисковых мер', span: 8 }],
        [
          'Мероприятие',
          { value: 'Сроки', span: 2 },
          null,
          'Ответственные',
          'Показатель',
          'План',
          'Факт',
        ],
        [null, 'начало', 'окончание', null, null, null, null, null],
        [
          'Курсы по функциональной грамотности',
          new Date('2021-09-01T00:00:00Z'),
          new Date('2021-11-01T00:00:00Z'),
          null,
          'директор школы',
          'Доля обученных учителей',
          { value: 0.6, format: '0%' },
          { value: 0.35, format: '0%' },
        ],
        [
          'Заявка на обновление кабинета физики',
          new Date('2021-09-06T00:00:00Z'),
          new Date('2021-10-01T00:00:00Z'),
          null,
          'завхоз',
          'Кабинетов с оснащением',
          4,
          2,
        ],
      ]),
    fields: [
      'event',
      'start',
      'deadline',
      'leave',
      'responsible',
      'indicator',
      'planned',
      'actual',
    ],
    rows: 2,
    holds: { deadline: '01.11.2021', start: '01.09.2021', planned: '60' },
  },
  {
    name: 'XLSX: months as columns',
    make: () =>
      xlsx([
        ['Мероприятие', 'Ответственный', 'сентябрь', 'октябрь', 'ноябрь', 'декабрь'],
        ['Заседание ШМО по итогам диагностики', 'руководитель ШМО', 'х', null, null, 'х'],
        ['Родительские собрания', 'классные руководители', null, 'х', null, null],
      ]),
    fields: ['event', 'responsible', 'period', 'period', 'period', 'period'],
    rows: 2,
    terms: 2,
    holds: { event: 'Родительские собрания' },
  },
  {
    name: 'CSV: semicolons, windows-1251, what has been done in words',
    make: () =>
      textFile(
        [
          '№;Мероприятие;Дата проведения;Ответственный;Отметка о выполнении;Подтверждающий документ',
          '1;"Семинар «Формирующее оценивание»; практикум";15.09.21;методист;исполнена;Протокол № 3 от 16.09.2021',
          '2;Посещение уроков молодых учителей;01.10.21;зам. директора по УВР;не начата;',
        ].join('\r\n'),
        'windows-1251',
      ),
    fields: ['number', 'event', 'deadline', 'responsible', 'status', 'evidence'],
    rows: 2,
    holds: {
      event: 'Семинар «Формирующее оценивание»; практикум',
      status: 'Исполнена',
      deadline: '15.09.2021',
    },
  },
  {
    name: 'CSV: commas, an English plan with columns that Kurator does not have',
    make: () =>
      textFile(
        [
          'Objective,Actions,Timescale,Responsibility,Milestones,Outcomes,Resources,Status',
          'Close the gaps,"Baseline tests, years 5-9",22.09.2021,deputy head,half of the classes,share of classes tested,none,in progress',
        ].join('\n'),
      ),
    fields: ['task', 'event', 'deadline', 'responsible', null, 'indicator', null, 'status'],
    rows: 1,
    holds: { event: 'Baseline tests, years 5-9', deadline: '22.09.2021' },
  },
  {
    name: 'pasted from Word: merged cells, unquoted attributes, paragraphs',
    make: () =>
      pasted(
        `<html><head><style>td{color:red}</style></head><body><p class=MsoNormal>Дорожная карта на 2021 год</p>
<table border=1><tr><td rowspan=2><p>Мероприятие</p></td><td colspan=2>Сроки</td><td rowspan=2>Ответственный</td></tr>
<tr><td>начало</td><td>окончание</td></tr>
<tr><td colspan=4><b>Задача 1.&nbsp;Поддержать в&nbsp;каникулы</b></td></tr>
<tr><td><p>Летний модуль</p><p>восполнения пробелов</p></td><td>01.06.2021</td><td>30.06.2021</td><td>зам.&nbsp;директора по УВР<br>учителя</td></tr>
</table></body></html>`,
      ),
    fields: ['event', 'start', 'deadline', 'responsible'],
    rows: 1,
    year: '2021',
    holds: {
      task: 'Поддержать в каникулы',
      event: 'Летний модуль\nвосполнения пробелов',
      responsible: 'зам. директора по УВР, учителя',
    },
  },
  {
    name: 'pasted from a sheet, without any headings: all is asked',
    make: () =>
      pasted(
        [
          '1\tПровести диагностику профессиональных дефицитов\t10.04.2021\tруководитель методсовета',
          '2\tУтвердить график дополнительных занятий\t24.09.2021\tзам. директора по УВР',
        ].join('\n'),
      ),
    fields: [null, null, null, null],
    // Nothing is taken for anything before the person has said what the columns are.
    rows: 0,
    holds: {},
  },
  {
    name: 'XLSX: a temptation: posts under «Срок», days under «Ответственный»',
    make: () =>
      xlsx([
        ['Мероприятие', 'Срок', 'Ответственный'],
        ['Входная диагностика по математике', 'руководитель ШМО', '22.09.2021'],
        ['График дополнительных занятий', 'зам. директора по УВР', '24.09.2021'],
        ['Договор с педвузом', 'директор', '01.10.2021'],
      ]),
    fields: ['event', null, null],
    rows: 3,
    holds: { event: 'Договор с педвузом' },
  },
  {
    name: 'CSV: tabs, names of people under «Ответственные», quarters in words',
    make: () =>
      textFile(
        [
          'Направление деятельности\tСодержание мероприятия\tСрок выполнения\tОтветственные лица',
          'Кадры\tЗакрепить наставников\t15.09.2021\tИванова М. П., зам. директора по УВР',
          'Кадры\tПлан повышения квалификации\tIV квартал 2021 г.\tИванова М. П., зам. директора по УВР',
          'Уроки\tГрафик взаимопосещения\tдо 01.10.2021\tПетров Сергей Ильич',
        ].join('\n'),
      ),
    fields: ['task', 'event', 'deadline', 'responsible'],
    rows: 3,
    holds: { deadline: '31.12.2021', deadlineText: 'IV квартал 2021 г.' } as Sample['holds'],
  },
]
