// Runs the checks of one spec, in the order of the file, and makes verdicts of what they say. What an agent did counts
// only where it also holds on the tree alone, without the files that git ignores.
import { endStragglers } from '@mmm/plugin-agents/api';
import type { PluginContext } from '@mmm/plugin-api';
import type { CheckSource, Criterion } from '@mmm/plugin-specs/api';
import type { CheckResult, CheckRun, CriterionVerdict, VerifyReport, VerifyRequest } from './api.ts';
import { CHECKED_FOLDER } from './domain/environment.ts';
import { resultOf } from './domain/result.ts';
import { failureSignature } from './domain/signature.ts';
import { criterionVerdict, isMet, isWaiting } from './domain/verdict.ts';
import { isAgentsWorktree, layAside } from './ignored.ts';
import { loadKinds, runCheck } from './kinds.ts';

const SHOWN = 3;

/** What was learned already: by command lines in this pass, by judges at all. */
interface Memory {
  readonly ran: Map<string, CheckResult>;
  readonly asked: Map<CheckSource, CheckResult>;
}

type RunOne = (check: CheckSource, criterion: Criterion | undefined) => Promise<CheckResult>;

export async function verifySpec(
  context: PluginContext,
  request: VerifyRequest,
  signal: AbortSignal,
): Promise<VerifyReport> {
  context.requireProject('trusted');
  const memory: Memory = { ran: new Map(), asked: new Map() };
  if (!isAgentsWorktree(context, request.folder)) return runChecks(context, request, { memory, signal });
  try {
    const report = await runChecks(context, request, { memory, signal });
    return report.met ? await prove(context, request, { report, memory, signal }) : report;
  } finally {
    await endStragglers(context, CHECKED_FOLDER, request.folder);
  }
}

/** Runs the checks once more on nothing but the tree, where there is more than that. */
async function prove(
  context: PluginContext,
  request: VerifyRequest,
  { report, memory, signal }: Pass & { readonly report: VerifyReport },
): Promise<VerifyReport> {
  await endStragglers(context, CHECKED_FOLDER, request.folder);
  await using aside = await layAside(context, request);
  if (aside.paths.length === 0) return report;
  const proof = await runChecks(context, request, { memory: { ...memory, ran: new Map() }, signal });
  return proof.met ? proof : without(proof, aside.paths);
}

/** Says in the reason of each failing check what was not there. */
function without(report: VerifyReport, paths: readonly string[]): VerifyReport {
  const more = paths.length > SHOWN ? `, ${paths.length - SHOWN} more` : '';
  const missing = `it passes only with files that git ignores (${paths.slice(0, SHOWN).join(', ')}${more})`;
  const told = (check: CheckResult): CheckResult =>
    check.verdict === 'fail' ? { ...check, reason: `${missing}: ${check.reason}` } : check;
  return {
    ...report,
    gates: report.gates.map(told),
    criteria: report.criteria.map((criterion) => ({ ...criterion, checks: criterion.checks.map(told) })),
  };
}

interface Pass {
  readonly memory: Memory;
  readonly signal: AbortSignal;
}

async function runChecks(context: PluginContext, request: VerifyRequest, pass: Pass): Promise<VerifyReport> {
  const runOne = await runner(context, request, pass);
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

/** Each command line runs once in a pass, however many criteria rest on it; a judge costs money and is asked once. */
async function runner(context: PluginContext, request: VerifyRequest, pass: Pass): Promise<RunOne> {
  const { folder, tree, spec, run, iteration, judgeAgent } = request;
  const { memory, signal } = pass;
  const kinds = await loadKinds(context);
  return async (check, criterion) => {
    const asked = memory.asked.get(check);
    if (asked !== undefined) return asked;
    const line = check.kind === 'command' ? JSON.stringify(check.tokens) : undefined;
    const known = line === undefined ? undefined : memory.ran.get(line);
    if (known !== undefined) return { ...known, source: check.source, usd: undefined };
    const scope: CheckRun = { folder, tree, spec, criterion, run, iteration, judgeAgent, signal };
    const result = await runCheck(kinds, check, scope, context);
    if (line !== undefined) memory.ran.set(line, result);
    if (check.kind === 'judge') memory.asked.set(check, result);
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
