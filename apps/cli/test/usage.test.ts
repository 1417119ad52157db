import { expect, it } from 'vitest';
import { usageOf } from '../src/usage.ts';
import { commandOf, optionOf } from './manifests.ts';

it('shows required, optional and variadic arguments', () => {
  const args = [
    { name: 'from', doc: '', required: true, variadic: false },
    { name: 'to', doc: '', required: false, variadic: false },
    { name: 'more', doc: '', required: false, variadic: true },
  ];
  const options = [optionOf('--force', 'boolean')];
  expect(usageOf(commandOf('copy', { args, options }))).toBe('mmm copy <from> [to] [more...] [options]');
  expect(usageOf(commandOf(''))).toBe('mmm');
});
