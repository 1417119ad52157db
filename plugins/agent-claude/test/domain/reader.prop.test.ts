import fc from 'fast-check';
import { expect, it } from 'vitest';
import { claudeReader } from '../../src/domain/reader.ts';
import { WORK } from '../fixtures/stream.ts';

const TYPES = ['system', 'assistant', 'user', 'result', 'rate_limit_event', 'stream_event'];

const line: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.json(),
  fc
    .record({
      type: fc.constantFrom(...TYPES),
      subtype: fc.string(),
      message: fc.jsonValue(),
      result: fc.jsonValue(),
    })
    .map((message) => JSON.stringify(message)),
);

it('makes events of any lines and owes exactly one result', () => {
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const reader = claudeReader(() => 0);
      const events = lines.flatMap((text) => reader.read({ text, cut: false }));
      const isEnded = events.some(({ type }) => type === 'result');
      const owed = reader.end({ exitCode: 1, stderr: '' }).filter(({ type }) => type === 'result');
      expect(owed).toHaveLength(isEnded ? 0 : 1);
    }),
  );
});

it('reads the same call between any noise', () => {
  const events = (lines: readonly string[]) => {
    const reader = claudeReader(() => 0);
    return lines.flatMap((text) => reader.read({ text, cut: false })).filter(({ type }) => type !== 'noise');
  };
  const clean = WORK.map((message) => JSON.stringify(message));
  const noise = fc.array(
    fc.string({ unit: 'binary' }).map((text) => `~${text}`),
    { minLength: 5, maxLength: 5 },
  );
  fc.assert(
    fc.property(noise, (between) => {
      const mixed = clean.flatMap((text, index) => [between[index] ?? '', text]);
      expect(events(mixed)).toEqual(events(clean));
    }),
  );
});
