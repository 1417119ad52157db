import { describe, expect, it } from 'vitest';
import { docs, errors } from '../src/errors.ts';

describe('the error catalogue', () => {
  it('has the codes that the documentation lists', () => {
    expect(docs.map(({ code, exit }) => `${code} ${exit}`)).toEqual([
      'MMM_STATE_HELD 1',
      'MMM_STATE_STALE_LEASE 1',
      'MMM_STATE_RUN_UNKNOWN 1',
      'MMM_STATE_RUN_DONE 1',
      'MMM_STATE_STEP_DIFFERS 1',
    ]);
  });

  it('names the run, the step and what to type', () => {
    const { message, hint } = errors.STEP_DIFFERS({ run: 'r1', step: 'agent 2' });
    expect(`${message}\n${hint}`).toMatchInlineSnapshot(`
      "The step "agent 2" of the run r1 is already done with another result.
      The first result stands; report this as a bug of the plugin that runs the step"
    `);
  });
});
