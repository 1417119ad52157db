import { describe, expect, it } from 'vitest';
import { nextNumber, readFileName, slugOf } from '../../src/domain/name.ts';

describe('a file name', () => {
  it.each([
    ['specs/01-login.md', '01-login', '01'],
    ['specs/102A-login.md', '102A-login', '102A'],
    ['specs/deep/7.md', '7', '7'],
    ['specs/3d-view.md', '3d-view', '3d'],
    ['specs/1password.md', '1password', undefined],
    ['login.MD', 'login', undefined],
  ])('%s has the name %s and the number %s', (path, name, number) => {
    expect(readFileName(path)).toEqual({ name, number });
  });
});

describe('a slug', () => {
  it.each([
    ['Reject wrong passwords', 'reject-wrong-passwords'],
    ['  Größe & Maß!  ', 'große-maß'],
    ['../../etc/passwd', 'etc-passwd'],
    ['数据 导出', '数据-导出'],
    ['!!!', ''],
    ['a'.repeat(100), 'a'.repeat(60)],
  ])('of "%s" is "%s"', (title, slug) => {
    expect(slugOf(title)).toBe(slug);
  });
});

describe('the next number', () => {
  it.each([
    [[], '01'],
    [['01', '02', undefined], '03'],
    [['9'], '10'],
    [['102A', '101'], '103'],
    [['001'], '002'],
    [['99999999999999999999'], '100000000000000000000'],
  ])('behind %j is %s', (numbers, next) => {
    expect(nextNumber(numbers)).toBe(next);
  });
});
