import { join, posix } from 'node:path';
import { type AgentOutcome, agentsService } from '@mmm/plugin-agents/api';
import { ok, type PluginContext, type Result } from '@mmm/plugin-api';
import type { CheckSource } from '@mmm/plugin-specs/api';
import type { CheckKind, CheckResult, CheckRun } from '../api.ts';
import { findingsOf } from '../domain/check-line.ts';
import { isQuoted, type JudgeAnswer, parseJudgeAnswer } from '../domain/judge-answer.ts';
import { judgePrompt } from '../domain/judge-prompt.ts';
import { parseQuestion } from '../domain/question-check.ts';
import { resultOf } from '../domain/result.ts';
import { differences, fingerprint, readInside } from '../folder.ts';

/** `judge: question`: a fresh agent reads the tree; its yes counts as far as mmm finds what it quotes. */
const judge: CheckKind = {
  lint: (check) => findingsOf(check, parseQuestion(check)),
  async run(check, scope, context) {
    const question = parseQuestion(check);
    if (!question.ok) return unverifiable(check, question.flaw.message);
    if (scope.judgeAgent === undefined) {
      return unverifiable(check, 'no agent is set that could judge (verify.judge_agent)');
    }
    const before = await fingerprint(scope.folder);
    const prompt = judgePrompt(question.value, scope.spec, scope.criterion);
    const outcome = await ask(scope.judgeAgent, prompt, scope, context);
    if (!outcome.ok) return unverifiable(check, outcome.error.message);
    const cost = { durationMs: outcome.value.durationMs, usd: outcome.value.usd };
    const changed = differences(before, await fingerprint(scope.folder));
    if (changed.length > 0) {
      return unverifiable(
        check,
        `the judge changed files (${changed.slice(0, 3).join(', ')}); the tree has to be restored`,
        cost,
      );
    }
    const told = await weigh(outcome.value, scope);
    return ok(
      resultOf(check, {
        ...cost,
        verdict: told.verdict,
        reason: context.redact(told.reason),
        evidence: context.redact(told.evidence),
      }),
    );
  },
};

export default judge;

async function ask(
  agent: string,
  prompt: string,
  scope: CheckRun,
  context: PluginContext,
): Promise<Result<AgentOutcome>> {
  const agents = await context.services.get(agentsService);
  const folder = join(context.requireProject('trusted').root, '.mmm', 'logs', 'judges');
  await context.files.makeFolder(folder);
  const name = `${scope.run}-${scope.spec.name}-${scope.iteration}-${scope.criterion?.key ?? 'gate'}.ndjson`;
  const request = {
    purpose: 'judge',
    prompt,
    cwd: scope.folder,
    run: scope.run,
    spec: scope.spec.name,
    iteration: scope.iteration,
    recordTo: join(folder, name.replace(/[^\w.-]/g, '_')),
  } as const;
  const started = await agents.run(agent, request, scope.signal);
  if (!started.ok) return started;
  // The events have to be read for the agent to go on; its outcome says all that counts here.
  for await (const _ of started.value.events);
  return ok(await started.value.outcome);
}

type Weighed = Pick<CheckResult, 'verdict' | 'reason' | 'evidence'>;

async function weigh(outcome: AgentOutcome, scope: CheckRun): Promise<Weighed> {
  if (!outcome.ok)
    return { verdict: 'unverifiable', reason: outcome.problem ?? 'the judge failed', evidence: '' };
  const answer = parseJudgeAnswer(outcome.text);
  if (answer === undefined) {
    return { verdict: 'unverifiable', reason: 'the judge gave no answer that can be read', evidence: '' };
  }
  if (answer.verdict === 'no') {
    return { verdict: 'fail', reason: answer.reason || 'the judge says no', evidence: '' };
  }
  const found = await firstFound(answer, scope);
  if (found === undefined) {
    return {
      verdict: 'unverifiable',
      reason: 'the judge says yes, but nothing that it quotes is in the tree',
      evidence: '',
    };
  }
  return { verdict: 'judged', reason: answer.reason || 'the judge says yes', evidence: found };
}

async function firstFound(answer: JudgeAnswer, scope: CheckRun): Promise<string | undefined> {
  for (const { file, quote } of answer.evidence) {
    const path = posix.normalize(file);
    if (path === scope.spec.path || /(^|\/)(\.git|\.mmm)\//.test(path)) continue;
    const content = await readInside(scope.folder, path);
    if (content.ok && isQuoted(content.text, quote)) return `${path}: ${quote}`;
  }
  return undefined;
}

function unverifiable(
  check: CheckSource,
  reason: string,
  cost: Partial<CheckResult> = {},
): Result<CheckResult> {
  return ok(resultOf(check, { verdict: 'unverifiable', reason, ...cost }));
}
