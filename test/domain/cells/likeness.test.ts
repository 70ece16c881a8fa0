import { describe, expect, it } from 'vitest'
import {
  containing,
  cyrillic,
  distance,
  fold,
  nearest,
  stems,
  tidy,
} from '../../../domain/cells/likeness.ts'

const same = (text: string) => [text]

describe('likeness of words', () => {
  it('has one kind of space and one kind of dash', () => {
    expect(tidy(' май\u00a0–\u202fиюнь\t2021\u200b ')).toBe('май - июнь 2021')
  })

  it('takes Latin letters that look Cyrillic for Cyrillic ones', () => {
    expect(cyrillic('coш')).toBe('сош')
    expect(fold('COШ')).toBe(fold('СОШ'))
  })

  it('does not see case, ё, quotes of any kind, nor a final point', () => {
    expect(fold('«ЕЩЁ»')).toBe('еще')
    expect(fold('"еще".')).toBe('еще')
    expect(fold('“ещё” ')).toBe('еще')
  })

  it('does not see endings of gender and number, nor the order of words', () => {
    const forms = ['исполнен', 'исполнено', 'исполнены', 'исполненная', 'Исполнена']
    expect(forms.filter((text) => stems(text) !== stems('исполнена'))).toEqual([])
    expect(stems('частично исполнено')).toBe(stems('Исполнена частично'))
    expect(stems('не проверялся')).toBe(stems('Не проверялась'))
  })

  it('keeps words apart that differ in more than their ending', () => {
    expect(stems('не исполнена')).not.toBe(stems('исполнена'))
    expect(stems('высокая')).not.toBe(stems('низкая'))
  })

  it('counts letters added, dropped, changed and swapped', () => {
    expect(distance('исполнена', 'исполнена')).toBe(0)
    expect(distance('исполена', 'исполнена')).toBe(1)
    expect(distance('испонлена', 'исполнена')).toBe(1)
    expect(distance('', 'абв')).toBe(3)
    expect(distance('абв', '')).toBe(3)
    expect(distance('кот', 'рот')).toBe(distance('рот', 'кот'))
  })

  it('names the nearest, or all that are equally near', () => {
    expect(nearest('средняяя', ['высокая', 'средняя'], same)).toEqual(['средняя'])
    expect(nearest('класс 5в', ['класс 5а', 'класс 5б'], same)).toEqual(['класс 5а', 'класс 5б'])
  })

  it('names nothing that is far, and nothing for short codes', () => {
    expect(nearest('перенесена', ['исполнена', 'отменена'], same)).toEqual([])
    expect(nearest('R99', ['R09'], same)).toEqual([])
  })

  it('finds a name by some of its words', () => {
    const schools = ['СОШ с. Маруха', 'ООШ с. Нижняя Ермоловка']
    expect(containing('Маруха', schools, same)).toEqual(['СОШ с. Маруха'])
    expect(containing('Мар', schools, same)).toEqual([])
    expect(containing('с.', schools, same)).toEqual([])
  })
})
