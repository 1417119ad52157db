// Runs the checks of one spec, in the order of the file, and makes verdicts of what they say.
import type { PluginContext } from '@mmm/plugin-api';
import type { CheckSource, Criterion } from '@mmm/plugin-specs/api';
import type { CheckResult, CheckRun, CriterionVerdict, VerifyReport, VerifyRequest } from './api.ts';
import { resultOf } from './domain/result.ts';
import { failureSignature } from './domain/signature.ts';
import { criterionVerdict, isMet, isWaiting } from './domain/verdict.ts';
import { loadKinds, runCheck } from './kinds.ts';

type RunOne = (check: CheckSource, criterion: Criterion | undefined) => Promise<CheckResult>;

export async function verifySpec(
  context: PluginContext,
  request: VerifyRequest,
  signal: AbortSignal,
): Promise<VerifyReport> {
  context.requireProject('trusted');
  const runOne = await runner(context, request, signal);
  const gates: CheckResult[] = [];
  for (const gate of request.spec.gates) gates.push(await runOne(gate, undefined));
  const criteria: CriterionVerdict[] = [];
  for (const criterion of request.spec.criteria) {
    criteria.push(await decide(criterion, runOne, request.vacuous.includes(criterion.key)));
  }
  return {
    criteria,
    gates,
    met: isMet(criteria, gates),
    waiting: isWaiting(criteria, gates),
    signature: failureSignature(criteria, gates),
    usd: sumUsd([...gates, ...criteria.flatMap(({ checks }) => checks)]),
  };
}

/** Each command line runs once in a verification, however many criteria rest on it. */
async function runner(context: PluginContext, request: VerifyRequest, signal: AbortSignal): Promise<RunOne> {
  const { folder, tree, spec, run, iteration, judgeAgent } = request;
  const kinds = await loadKinds(context);
  const ran = new Map<string, CheckResult>();
  return async (check, criterion) => {
    const line = check.kind === 'command' ? JSON.stringify(check.tokens) : undefined;
    const known = line === undefined ? undefined : ran.get(line);
    if (known !== undefined) return { ...known, source: check.source, usd: undefined };
    const scope: CheckRun = { folder, tree, spec, criterion, run, iteration, judgeAgent, signal };
    const result = await runCheck(kinds, check, scope, context);
    if (line !== undefined) ran.set(line, result);
    return result;
  };
}

async function decide(criterion: Criterion, runOne: RunOne, vacuous: boolean): Promise<CriterionVerdict> {
  const checks: CheckResult[] = [];
  for (const check of criterion.checks) {
    const failed = checks.some(({ verdict }) => verdict === 'fail');
    checks.push(failed && check.kind === 'judge' ? notAsked(check) : await runOne(check, criterion));
  }
  const { key, ordinal, text } = criterion;
  return { key, ordinal, text, verdict: criterionVerdict(checks), vacuous, checks };
}

/** A judge costs money, and the criterion fails already. */
function notAsked(check: CheckSource): CheckResult {
  return resultOf(check, {
    verdict: 'unverifiable',
    reason: 'not asked, since another check of the criterion fails',
  });
}

function sumUsd(checks: readonly CheckResult[]): number {
  return checks.reduce((sum, { usd }) => sum + (usd ?? 0), 0);
}
