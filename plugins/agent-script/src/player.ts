// The process that the agent "script" starts: does what one part of a script says, in the current folder. It runs by
// itself, so it imports nothing but Node's own modules, and types.
import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AgentEvent } from '@mmm/plugin-agents/api';
import type { Edit, Part, PlayerInput } from './domain/part.ts';

const STDOUT = 1;
const CHUNK = 64 * 1024;
const FOR_EVER = 2 ** 31 - 1;

// The plugin that started this process checked the script before.
const input = JSON.parse(await text(process.stdin)) as PlayerInput;
await play(input);

async function play({ part, call, readOnly }: PlayerInput): Promise<void> {
  if (part.silent) return;
  tell({ type: 'started', ...(part.model === undefined ? {} : { model: part.model }) });
  await sleep(part.delay_ms ?? 0);
  if (part.limit !== undefined && call <= part.limit.times) return refuse(part.limit.resets_in_ms);
  if (!readOnly) change(part);
  if (part.linger !== undefined) linger(part.linger);
  repeat(Buffer.from(`${'flood '.repeat(12)}\n`), part.flood ?? 0);
  repeat(Buffer.from([0xff, 0xfe, 0x80, 0x0a]), part.garbage ?? 0);
  if (part.say !== undefined) tell({ type: 'text', text: part.say });
  bookUsage(part);
  if (part.hang === 'before') await sleep(FOR_EVER);
  if (part.crash !== undefined) return crash(part.crash);
  conclude(part);
  if (part.hang === 'after') await sleep(FOR_EVER);
}

function change(part: Part): void {
  for (const [index, edit] of (part.edits ?? []).entries()) {
    const id = `edit-${index + 1}`;
    const [name = '', summary = ''] = Object.entries(edit)[0] ?? [];
    tell({ type: 'tool-use', id, name, summary });
    apply(edit);
    tell({ type: 'tool-result', id, failed: false });
  }
  for (const [index, command] of (part.run ?? []).entries()) {
    const id = `run-${index + 1}`;
    tell({ type: 'tool-use', id, name: 'run', summary: command });
    const { status } = spawnSync(command, { shell: true, stdio: 'ignore' });
    tell({ type: 'tool-result', id, failed: status !== 0 });
  }
}

function apply(edit: Edit): void {
  if ('write' in edit) {
    mkdirSync(dirname(edit.write), { recursive: true });
    writeFileSync(edit.write, edit.content);
  } else if ('append' in edit) {
    mkdirSync(dirname(edit.append), { recursive: true });
    appendFileSync(edit.append, edit.content);
  } else if ('replace' in edit) {
    const before = readFileSync(edit.replace, 'utf8');
    if (!before.includes(edit.find))
      throw new Error(`${edit.replace} does not hold ${JSON.stringify(edit.find)}`);
    writeFileSync(
      edit.replace,
      before.replaceAll(edit.find, () => edit.with),
    );
  } else {
    rmSync(edit.delete, { recursive: true, force: true });
  }
}

/** A grandchild in the agent's group that keeps its standard output open. */
function linger(seconds: number): void {
  const wait = `setTimeout(() => {}, ${seconds * 1_000})`;
  spawn(process.execPath, ['-e', wait], { stdio: ['ignore', 'inherit', 'inherit'] }).unref();
}

function bookUsage({ model, tokens, cost_usd: usd }: Part): void {
  if (tokens === undefined && usd === undefined) return;
  tell({
    type: 'usage',
    ...(model === undefined ? {} : { model }),
    tokens: {
      inputTokens: tokens?.input ?? 0,
      outputTokens: tokens?.output ?? 0,
      cacheReadTokens: 0,
      cacheWriteTokens: 0,
    },
    ...(usd === undefined ? {} : { usd }),
  });
}

function refuse(resetsInMs: number): void {
  const message = 'The script has reached its usage limit.';
  tell({ type: 'limit', message, resetsAt: Date.now() + resetsInMs });
  tell({ type: 'result', ok: false, text: message, failure: 'usage-limit', usd: 0 });
}

function conclude({ say = '', fail }: Part): void {
  // The script's schema lets nothing but classes of failure through.
  const failure = fail as Extract<AgentEvent, { type: 'result' }>['failure'];
  tell({
    type: 'result',
    ok: failure === undefined,
    text: say,
    ...(failure === undefined ? {} : { failure }),
  });
}

function crash(how: number | string): void {
  if (typeof how === 'number') process.exit(how);
  process.kill(process.pid, how);
}

function repeat(unit: Buffer, bytes: number): void {
  const chunk = Buffer.alloc(Math.ceil(CHUNK / unit.length) * unit.length, unit);
  for (let left = bytes; left > 0; left -= chunk.length) put(chunk.subarray(0, Math.min(left, chunk.length)));
  if (bytes > 0) put(Buffer.from('\n'));
}

function tell(event: AgentEvent): void {
  put(Buffer.from(`${JSON.stringify(event)}\n`));
}

/** Synchronous, so that nothing is lost in a crash. A full pipe answers EAGAIN until somebody reads. */
function put(bytes: Buffer): void {
  for (let sent = 0; sent < bytes.length; ) {
    try {
      sent += writeSync(STDOUT, bytes, sent);
    } catch (cause) {
      if (!(cause instanceof Error && 'code' in cause && cause.code === 'EAGAIN')) throw cause;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}
