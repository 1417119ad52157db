import type { SpecStatus } from '@mmm/plugin-state/api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlannedSpec } from '../../src/domain/input.ts';
import { blockedBy, ready } from '../../src/domain/schedule.ts';

const caps = { usd: 5, iterations: 8, minutes: 60 };

/** Specs that depend on earlier ones only, with how each would end. */
const plans = fc
  .array(fc.record({ dependsOn: fc.array(fc.nat(), { maxLength: 3 }), done: fc.boolean() }), {
    minLength: 1,
    maxLength: 12,
  })
  .map((given) =>
    given.map(({ dependsOn, done }, index) => {
      const names = index === 0 ? [] : [...new Set(dependsOn.map((n) => `s${n % index}`))];
      const spec: PlannedSpec = { name: `s${index}`, sha256: '', dependsOn: names, caps };
      return { spec, status: (done ? 'done' : 'unmet') as SpecStatus };
    }),
  );

describe('schedule', () => {
  it('ends every spec, and starts none before its dependencies are met', () => {
    fc.assert(
      fc.property(plans, fc.integer({ min: 1, max: 4 }), (given, parallel) => {
        const specs = given.map(({ spec }) => spec);
        const would = new Map(given.map(({ spec, status }) => [spec.name, status]));
        const ended = new Map<string, SpecStatus>();
        for (let round = 0; ended.size < specs.length; round += 1) {
          expect(round).toBeLessThanOrEqual(specs.length);
          for (const { spec } of blockedBy(specs, ended)) ended.set(spec.name, 'blocked');
          for (const spec of ready(specs, new Set(), ended).slice(0, parallel)) {
            for (const name of spec.dependsOn) expect(ended.get(name)).toBe('done');
            ended.set(spec.name, would.get(spec.name) ?? 'failed');
          }
        }
      }),
    );
  });
});
