import { EventEmitter } from 'node:events';
import type { ExitCode } from '@mmm/plugin-api';
import { expect, it } from 'vitest';
import { listenForSignals } from '../src/signals.ts';

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 143],
])('aborts at the first %s and leaves at once at the second, with %i', (name, code) => {
  const { process, interruption, said, exits } = listening();
  process.emit(name, name);
  expect(interruption.signal.aborted).toBe(true);
  expect(interruption.exit).toBe(code);
  expect(said).toEqual([`stopping after ${name}; once more stops at once`]);
  expect(exits).toEqual([]);
  process.emit(name, name);
  expect(exits).toEqual([code]);
});

it('stops quietly where it is told to', () => {
  const { interruption, said } = listening();
  interruption.stop(0);
  expect(interruption.signal.aborted).toBe(true);
  expect(interruption.exit).toBe(0);
  expect(said).toEqual([]);
});

it('listens to nothing once it is disposed', () => {
  const { process, interruption } = listening();
  interruption.dispose();
  expect(process.eventNames()).toEqual([]);
});

function listening(): {
  process: EventEmitter;
  interruption: ReturnType<typeof listenForSignals>;
  said: string[];
  exits: ExitCode[];
} {
  const process = new EventEmitter();
  const said: string[] = [];
  const exits: ExitCode[] = [];
  const interruption = listenForSignals({
    process,
    say: (line) => said.push(line),
    exit: (code) => exits.push(code),
  });
  return { process, interruption, said, exits };
}
