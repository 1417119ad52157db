import { describe, expect, it } from 'vitest';
import { askJson, parseJsonCheck } from '../../src/domain/json-check.ts';
import { check } from '../specs.ts';

function ask(line: string, document: unknown): { readonly holds: boolean; readonly says: string } {
  const parsed = parseJsonCheck(check('json', line));
  if (!parsed.ok) throw new Error(parsed.flaw.message);
  return askJson(parsed.value, typeof document === 'string' ? document : JSON.stringify(document));
}

describe('a json check', () => {
  it.each([
    ['`a.json` at `/x` exists', { x: null }, true],
    ['`a.json` at `/x` exists', {}, false],
    ['`a.json` at `/constructor` exists', {}, false],
    ['`a.json` at `/list/map` exists', { list: [] }, false],
    ['`a.json` at `/a~1b/0` equals `2`', { 'a/b': [2] }, true],
    ['`a.json` at `/x` equals `1.0.0`', { x: '1.0.0' }, true],
    ['`a.json` at `/x` equals `5`', { x: '5' }, true],
    ['`a.json` at `/x` equals `{"b":1,"a":[2]}`', { x: { a: [2], b: 1 } }, true],
    ['`a.json` at `/x` equals `true`', { x: false }, false],
    ['`a.json` at `/x` matches `^v\\d+$`', { x: 'v12' }, true],
    ['`a.json` at `/x` matches `^v`', { x: '12' }, false],
  ])('%s holds for %j: %s', (line, document, holds) => {
    expect(ask(line, document).holds).toBe(holds);
  });

  it('says what it found instead', () => {
    expect(ask('`a.json` at `/x` equals `2`', { x: 1 }).says).toBe('a.json at /x is 1, not 2');
  });

  it('fails for a file that is not JSON', () => {
    expect(ask('`a.json` at `/x` exists', '{').says).toMatch(/^a\.json is not valid JSON: /);
  });

  it.each([
    ['`a.json` exists', 'The check does not say where in the file to look.'],
    ['`a.json` at `x` exists', '"x" is not a JSON Pointer.'],
    ['`a.json` at `/~2` exists', '"/~2" is not a JSON Pointer.'],
    ['`a.json` at `/x` is `1`', 'The check does not say what the value has to be.'],
    ['`a.json` at `/x` equals', 'Nothing stands behind "equals".'],
  ])('says what is wrong with %s', (line, message) => {
    expect(parseJsonCheck(check('json', line))).toMatchObject({ ok: false, flaw: { message } });
  });
});
