// The process that the agent "replay" starts: applies one recorded change to the current folder and tells what was
// recorded of it. It runs by itself, so it imports nothing but Node's own modules, and types.
import { spawnSync } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { AgentEvent } from '@mmm/plugin-agents/api';

/** What the player reads from its standard input. */
export interface PlayerInput {
  /** As `git diff --binary` prints it; empty where nothing changed. */
  readonly patch: string;
  readonly events: readonly AgentEvent[];
}

// The plugin that started this process made its input.
const { patch, events } = JSON.parse(await text(process.stdin)) as PlayerInput;
const problem = patch === '' ? undefined : apply(patch);
if (problem === undefined) {
  for (const event of events) process.stdout.write(`${JSON.stringify(event)}\n`);
} else {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
}

function apply(change: string): string | undefined {
  const { error, status, stderr } = spawnSync('git', ['apply', '--whitespace=nowarn', '-'], {
    input: change,
    encoding: 'utf8',
  });
  if (error !== undefined) return error.message;
  return status === 0 ? undefined : stderr.trim();
}
