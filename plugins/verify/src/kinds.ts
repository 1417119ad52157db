import { type Contribution, isMmmError, messageOf, type PluginContext, type Result } from '@mmm/plugin-api';
import type { CheckSource } from '@mmm/plugin-specs/api';
import { type CheckKind, type CheckResult, type CheckRun, checkPoint } from './api.ts';
import { nearest } from './domain/nearest.ts';
import { resultOf } from './domain/result.ts';

/** The kinds of check that the loaded plugins bring. */
export interface Kinds {
  find(kind: string): Contribution<CheckKind> | undefined;
  /** Why a kind is not there, and what it may have been meant to be. */
  unknown(kind: string): { readonly message: string; readonly hint: string };
}

export async function loadKinds(context: PluginContext): Promise<Kinds> {
  const contributed = await context.contributions(checkPoint);
  const ids = contributed.map(({ id }) => id);
  return {
    find: (kind) => contributed.find(({ id }) => id === kind),
    unknown(kind) {
      const near = nearest(kind, ids);
      return {
        message: `No plugin brings the kind of check "${kind}".`,
        hint: near === undefined ? `Known kinds are ${ids.join(', ')}.` : `Did you mean ${near}?`,
      };
    },
  };
}

/** Runs one check. Whatever goes wrong is an unverifiable check, never an exception, except for an interruption. */
export async function runCheck(
  kinds: Kinds,
  check: CheckSource,
  scope: CheckRun,
  context: PluginContext,
): Promise<CheckResult> {
  scope.signal.throwIfAborted();
  const kind = kinds.find(check.kind);
  if (kind === undefined) {
    const { message, hint } = kinds.unknown(check.kind);
    return resultOf(check, { verdict: 'unverifiable', reason: `${message} ${hint}` });
  }
  const ended = await attempt(kind, check, scope, context);
  scope.signal.throwIfAborted();
  if (ended.ok) return { ...ended.value, kind: check.kind, source: check.source };
  return resultOf(check, { verdict: 'unverifiable', reason: context.redact(messageOf(ended.error)) });
}

async function attempt(
  kind: Contribution<CheckKind>,
  check: CheckSource,
  scope: CheckRun,
  context: PluginContext,
): Promise<Result<CheckResult, unknown>> {
  try {
    const loaded = await kind.load();
    return await loaded.run(check, scope, await kind.context());
  } catch (thrown) {
    if (!isMmmError(thrown))
      context.log.error('a check threw', { kind: check.kind, message: messageOf(thrown) });
    return { ok: false, error: thrown };
  }
}
