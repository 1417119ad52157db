import { createHash } from 'node:crypto';
import { ok, type PluginContext, type ProcessResult } from '@mmm/plugin-api';
import type { CheckSource } from '@mmm/plugin-specs/api';
import type { CheckKind, CheckResult, CheckRun } from '../api.ts';
import { findingsOf } from '../domain/check-line.ts';
import { askCommand, wasNotStarted } from '../domain/command-answer.ts';
import { type CommandCheck, parseCommandCheck } from '../domain/command-check.ts';
import { CHECKED_FOLDER, checkEnvironment } from '../domain/environment.ts';
import { endsOf, plainText, salientLine, tailOf } from '../domain/evidence.ts';
import { resultOf } from '../domain/result.ts';

const KEPT_BYTES = 4 * 1024 * 1024;

/** `` `cmd` ``: mmm runs it in a shell, in the folder, and looks at its exit code and at what it prints. */
const command: CheckKind = {
  lint: (check) => findingsOf(check, parseCommandCheck(check)),
  async run(check, scope, context) {
    const parsed = parseCommandCheck(check);
    if (!parsed.ok) return ok(resultOf(check, { verdict: 'unverifiable', reason: parsed.flaw.message }));
    const ended = await runCommand(parsed.value.command, scope, context);
    return ok(answer(check, parsed.value, ended, context));
  },
};

export default command;

async function runCommand(line: string, scope: CheckRun, context: PluginContext): Promise<ProcessResult> {
  const { processes, config } = context;
  const windows = process.platform === 'win32';
  return processes.run({
    file: windows ? 'cmd.exe' : '/bin/sh',
    args: windows ? ['/d', '/s', '/c', line] : ['-c', line],
    cwd: scope.folder,
    env: {
      ...checkEnvironment(processes.environment, config.strings('verify.env_allow'), scope.run),
      [CHECKED_FOLDER]: scope.folder,
    },
    timeoutMs: Math.round(config.number('verify.timeout_minutes') * 60_000),
    keepBytes: KEPT_BYTES,
    signal: scope.signal,
  });
}

function answer(
  check: CheckSource,
  wanted: CommandCheck,
  ended: ProcessResult,
  context: PluginContext,
): CheckResult {
  const output = [ended.stdout.text, ended.stderr.text].filter((text) => text !== '').join('\n');
  const readable = context.redact(plainText(endsOf(output)));
  const minutes = context.config.number('verify.timeout_minutes');
  const told = askCommand(wanted, { ...ended, output, line: salientLine(readable), minutes });
  return resultOf(check, {
    verdict: wasNotStarted(ended.end) ? 'unverifiable' : told.holds ? 'pass' : 'fail',
    reason: context.redact(told.says),
    evidence: tailOf(readable),
    exitCode: ended.exitCode,
    outputSha256: createHash('sha256').update(`${ended.stdout.sha256} ${ended.stderr.sha256}`).digest('hex'),
    durationMs: ended.durationMs,
  });
}
