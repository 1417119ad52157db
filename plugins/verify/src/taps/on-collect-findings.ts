import { defineTap, type PluginContext, type Tap } from '@mmm/plugin-api';
import { type CheckSource, collectFindings, type Finding, type Spec } from '@mmm/plugin-specs/api';
import { type Kinds, loadKinds } from '../kinds.ts';

/** Says what is wrong with the checks and gates of a spec. */
const onCollectFindings: Tap<{ readonly spec: Spec }, readonly Finding[]> = defineTap(
  collectFindings,
  async ({ spec }: { readonly spec: Spec }, context: PluginContext) => {
    const checks = [...spec.gates, ...spec.criteria.flatMap((criterion) => criterion.checks)];
    if (checks.length === 0) return [];
    const kinds = await loadKinds(context);
    const findings = await Promise.all(checks.map((check) => lint(check, kinds)));
    return findings.flat();
  },
);

export default onCollectFindings;

async function lint(check: CheckSource, kinds: Kinds): Promise<readonly Finding[]> {
  const kind = kinds.find(check.kind);
  if (kind !== undefined) return (await kind.load()).lint(check);
  const { message, hint } = kinds.unknown(check.kind);
  return [{ rule: 'unknown-check', severity: 'error', message, hint, at: check.at }];
}
