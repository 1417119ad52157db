// The one place that starts git. Every call says where its repository is or stands in a folder of it, gets an
// environment made from nothing, runs no hook, and fails with a coded error.
import type { MmmError, PluginContext, ProcessResult } from '@mmm/plugin-api';
import { errors } from './errors.ts';

/** A repository named outright, so that git does not look for one in the folders above. */
export interface Place {
  readonly gitDir: string;
  readonly workTree: string;
}

export interface GitCall {
  readonly args: readonly string[];
  /** A folder of the repository. */
  readonly cwd: string;
  readonly place?: Place;
  /** Another index file than the work tree's own. */
  readonly index?: string;
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Exit codes that are answers. Default: 0 alone. */
  readonly accept?: readonly number[];
}

export interface GitOutput {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs git; a failure is thrown as a coded error. */
export type Git = (call: GitCall) => Promise<GitOutput>;

const SETTINGS = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'commit.gpgSign=false',
  'gc.auto=0',
  'submodule.recurse=false',
  'advice.addEmbeddedRepo=true',
].flatMap((setting) => ['-c', setting]);

/** What the user's own git would see of the environment and mmm's may. */
const PASSED = [
  'PATH',
  'HOME',
  'XDG_CONFIG_HOME',
  'TMPDIR',
  'TZ',
  'GIT_CONFIG_GLOBAL',
  'GIT_CONFIG_SYSTEM',
  'GIT_CONFIG_NOSYSTEM',
  'GIT_AUTHOR_NAME',
  'GIT_AUTHOR_EMAIL',
  'GIT_COMMITTER_NAME',
  'GIT_COMMITTER_EMAIL',
];

const TIMEOUT_MS = 15 * 60_000;
const KEEP_BYTES = 256 * 1024 * 1024;
const STDERR_SHOWN = 2_000;
const USAGE = 129;

type Scope = Pick<PluginContext, 'processes' | 'files' | 'redact'>;

export function createGit(context: Scope): Git {
  return async (call) => {
    const result = await context.processes.run({
      file: 'git',
      args: [...SETTINGS, ...call.args],
      cwd: call.cwd,
      env: { ...environment(context.processes.environment), ...placeOf(call), ...call.env },
      timeoutMs: TIMEOUT_MS,
      keepBytes: KEEP_BYTES,
      ...(call.input === undefined ? {} : { input: call.input }),
    });
    const { exitCode, stdout, stderr } = result;
    if (exitCode === undefined || !(call.accept ?? [0]).includes(exitCode))
      throw await failure(context, call, result);
    if (stdout.truncated)
      throw errors.TOO_LARGE({ command: commandOf(call), folder: call.cwd, bytes: stdout.bytes });
    return { exitCode, stdout: stdout.text, stderr: stderr.text };
  };
}

/** A revision or ref as an argument: git must never take it for an option. */
export function asRevision(text: string): string {
  if (text === '' || text.startsWith('-') || text.includes('\0'))
    throw new Error(`${JSON.stringify(text)} is not a revision`);
  return text;
}

function environment(own: Readonly<Record<string, string>>): Record<string, string> {
  const env: Record<string, string> = {
    LANG: 'C.UTF-8',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    // An agent could make an object stand for another one.
    GIT_NO_REPLACE_OBJECTS: '1',
  };
  for (const name of PASSED) {
    const value = own[name];
    if (value !== undefined) env[name] = value;
  }
  return env;
}

function placeOf({ place, index }: GitCall): Record<string, string> {
  return {
    ...(place === undefined ? {} : { GIT_DIR: place.gitDir, GIT_WORK_TREE: place.workTree }),
    ...(index === undefined ? {} : { GIT_INDEX_FILE: index }),
  };
}

async function failure(context: Scope, call: GitCall, result: ProcessResult): Promise<MmmError> {
  const folder = call.cwd;
  const said = result.stderr.text;
  if (result.end === 'not-found' || result.end === 'not-started') {
    const exists = (await context.files.stat(folder)) !== undefined;
    if (!exists) return errors.NOT_A_REPOSITORY({ folder });
    if (result.end === 'not-found') return errors.MISSING({});
  }
  if (said.includes('not a git repository')) return errors.NOT_A_REPOSITORY({ folder });
  if (said.includes('must be run in a work tree')) return errors.NO_WORK_TREE({ folder });
  const lock = /Unable to create '(.+\.lock)': File exists/s.exec(said)?.[1];
  if (lock !== undefined) return errors.LOCKED({ lock });
  if (result.exitCode === USAGE) return errors.TOO_OLD({ command: commandOf(call) });
  return errors.FAILED({
    command: commandOf(call),
    folder,
    end: result.exitCode === undefined ? `ended (${result.end})` : `failed with exit ${result.exitCode}`,
    stderr: context.redact(said.slice(0, STDERR_SHOWN)).trim(),
  });
}

/** The subcommand with its flags, without data. */
function commandOf(call: GitCall): string {
  const [command = '', next = ''] = call.args;
  return command === 'worktree' ? `${command} ${next}` : command;
}
