// One child process, from its start to the end of its group. It stands on node:child_process itself: a child's identity
// has to be known when `start` returns, and streams that a grandchild keeps open must not be waited for.
import type { ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import {
  messageOf,
  type OutputLine,
  type ProcessEnd,
  type ProcessRequest,
  type ProcessResult,
  type RunningProcess,
} from '@mmm/plugin-api';
import { childProcess } from '../system/builtins.ts';
import { endGroup, watchGroup } from './group.ts';
import { identityOf } from './identity.ts';
import { queueLines } from './lines.ts';
import { keepOutput } from './output.ts';
import { type Recorder, recordTo } from './record.ts';
import { type Supervision, supervise } from './supervise.ts';
import { findProgram, isFolder } from './which.ts';

const KEEP_BYTES = 256 * 1024;
const RECORD_BYTES = 64 * 1024 * 1024;
// Processes that left the group may hold its streams open for ever.
const STREAM_GRACE_MS = 500;

/** `lines`: standard output waits for its reader. `nobody`: it flows. */
export type Reader = 'lines' | 'nobody';

export function startProcess(request: ProcessRequest, reader: Reader): RunningProcess {
  const { signal, cwd } = request;
  if (signal?.aborted === true)
    return neverRan(Promise.resolve(failure('aborted', messageOf(signal.reason))));
  if (!isFolder(cwd))
    return neverRan(Promise.resolve(failure('not-started', `There is no folder "${cwd}" to run in.`)));
  let recorder: Recorder | undefined;
  try {
    if (request.recordTo !== undefined)
      recorder = recordTo(request.recordTo, request.recordBytes ?? RECORD_BYTES);
    const child = childProcess().spawn(request.file, request.args, {
      cwd,
      env: request.env,
      detached: true,
      stdio: [request.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    });
    if (child.pid !== undefined) return follow(child, child.pid, request, { reader, recorder });
    recorder?.finish();
    return neverRan(failureOf(child, request));
  } catch (error) {
    recorder?.finish();
    return neverRan(Promise.resolve(failure('not-started', messageOf(error))));
  }
}

function follow(
  child: ChildProcess,
  pid: number,
  request: ProcessRequest,
  { reader, recorder }: { readonly reader: Reader; readonly recorder: Recorder | undefined },
): RunningProcess {
  watchGroup(pid);
  const identity = identityOf(pid) ?? { pid, bootId: '', startedAt: '' };
  const begun = performance.now();
  const done = Promise.withResolvers<ProcessResult>();
  const stdout = keepOutput(request.keepBytes ?? KEEP_BYTES);
  const stderr = keepOutput(request.keepBytes ?? KEEP_BYTES);
  let heldUp = false;
  let exited = false;
  const supervision = supervise({ ...request, pid, isHeldUp: () => heldUp });
  const queue = reader === 'lines' ? queueLines(release) : undefined;

  function release(): void {
    if (!heldUp) return;
    heldUp = false;
    supervision.touch();
    child.stdout?.resume();
  }

  receive(child.stdout, supervision, (chunk) => {
    stdout.push(chunk);
    recorder?.push(chunk);
    if (queue?.push(chunk) !== false || exited) return;
    heldUp = true;
    child.stdout?.pause();
  });
  receive(child.stderr, supervision, (chunk) => stderr.push(chunk));
  child.stdout?.on('close', () => queue?.end());
  child.on('exit', () => {
    exited = true;
    endGroup(pid);
    supervision.finish();
    release();
    const timer = setTimeout(() => {
      child.stdout?.destroy();
      child.stderr?.destroy();
    }, STREAM_GRACE_MS);
    child.on('close', () => clearTimeout(timer));
  });
  child.on('close', (code, signal) => {
    const problem = recorder?.finish();
    if (problem !== undefined) stderr.push(Buffer.from(`\n${problem}\n`));
    done.resolve({
      end: supervision.reason() ?? (signal === null ? 'exited' : 'signalled'),
      exitCode: code ?? undefined,
      signal: signal ?? undefined,
      stdout: stdout.finish(),
      stderr: stderr.finish(),
      durationMs: performance.now() - begun,
    });
  });
  feed(child, request.input);
  return {
    identity,
    lines: queue?.lines ?? NO_LINES,
    done: done.promise,
    stop() {
      supervision.stop('stopped');
      return done.promise;
    },
  };
}

function receive(stream: Readable | null, supervision: Supervision, take: (chunk: Buffer) => void): void {
  stream?.on('data', (chunk: Buffer) => {
    supervision.touch();
    take(chunk);
  });
  // A stream that fails closes, which is all that has to be known of it.
  stream?.on('error', () => {});
}

function feed(child: ChildProcess, input: string | undefined): void {
  // Whether a child reads its input is its own affair.
  child.stdin?.on('error', () => {});
  child.stdin?.end(input);
}

async function failureOf(child: ChildProcess, request: ProcessRequest): Promise<ProcessResult> {
  const error = await new Promise<NodeJS.ErrnoException>((resolve) => child.once('error', resolve));
  if (error.code !== 'ENOENT')
    return failure('not-started', `"${request.file}" could not be started: ${error.message}`);
  // A script whose interpreter is missing is reported as missing itself.
  return findProgram(request.file, request.env.PATH ?? '', request.cwd) === undefined
    ? failure('not-found', `There is no program "${request.file}".`)
    : failure('not-started', `The interpreter that "${request.file}" names in its first line is missing.`);
}

function neverRan(result: Promise<ProcessResult>): RunningProcess {
  return { identity: undefined, lines: NO_LINES, done: result, stop: () => result };
}

function failure(end: ProcessEnd, reason: string): ProcessResult {
  const nothing = keepOutput(0).finish();
  return {
    end,
    exitCode: undefined,
    signal: undefined,
    stdout: nothing,
    stderr: { ...nothing, text: reason },
    durationMs: 0,
  };
}

const NO_LINES: AsyncIterable<OutputLine> = { async *[Symbol.asyncIterator]() {} };
