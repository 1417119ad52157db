import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalise } from '../../src/domain/signature.ts';

const word = fc.constantFrom('expected', 'received', 'login', 'failed', 'in', 'src/login.ts', 'Error');
const hex = (length: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length });

/** Things that two occurrences of one failure may differ in. */
const varying = {
  number: fc.nat().map(String),
  decimal: fc.tuple(fc.nat(), fc.nat()).map(([a, b]) => `${a}.${b}`),
  duration: fc.tuple(fc.nat(99_999), fc.constantFrom('ms', 's', 'm', 'h')).map(([n, unit]) => `${n} ${unit}`),
  time: fc
    .date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString()),
  hash: fc.oneof(hex(7), hex(12), hex(40), hex(64)),
  address: hex(8).map((digits) => `0x${digits}`),
  uuid: fc.uuid(),
  temporary: fc.tuple(hex(6), fc.constantFrom('', '/a.ts')).map(([id, rest]) => `/tmp/mmm-${id}${rest}`),
  place: fc.tuple(fc.nat(), fc.nat()).map(([line, column]) => `a.ts:${line}:${column}`),
};

const pair = fc.constantFrom(...Object.values(varying)).chain((kind) => fc.tuple(kind, kind));

describe('normalise', () => {
  it('gives the same line whatever numbers, times, ids and temporary paths stand in it', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(word, pair), { minLength: 1, maxLength: 6 }), (parts) => {
        const one = parts.map(([text, [a]]) => `${text} ${a}`).join(' ');
        const other = parts.map(([text, [, b]]) => `${text} ${b}`).join(' ');
        expect(normalise(one)).toBe(normalise(other));
      }),
      { numRuns: 2_000 },
    );
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (line) => {
        const once = normalise(line);
        expect(normalise(once)).toBe(once);
      }),
    );
  });
});
