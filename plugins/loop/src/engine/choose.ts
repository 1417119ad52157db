// Which specs a run is to do, and what each of them depends on.
import { type CommandContext, type MmmError, unwrap } from '@mmm/plugin-api';
import type { SpecSummary } from '@mmm/plugin-specs/api';
import { errors } from '../errors.ts';
import type { Services } from './engine.ts';
import { isMet } from './past.ts';

export interface Chosen {
  /** In dependency order. */
  readonly specs: readonly SpecSummary[];
  readonly all: readonly SpecSummary[];
  readonly dependencies: Readonly<Record<string, readonly string[]>>;
}

type Order = Pick<Chosen, 'dependencies'> & { readonly names: readonly string[] };

/** Without references: all that are not met. */
export async function choose(
  context: CommandContext,
  services: Services,
  references: readonly string[],
): Promise<Chosen> {
  const all = await services.specs.list();
  if (all.length === 0) throw errors.NO_SPECS({ folder: context.config.string('specs.dir') });
  const wanted = new Set<string>();
  for (const reference of references) wanted.add(unwrap(await services.specs.find(reference)).name);
  const byName = new Map(all.map((spec) => [spec.name, spec]));
  const chosen =
    references.length === 0
      ? all.filter(({ status }) => !isMet(status))
      : all.filter(({ name }) => wanted.has(name));
  const order = await services.specs.order();
  const { names, dependencies } = order.ok ? order.value : await orderOf(services, chosen, order.error);
  const inRun = new Set(chosen.map(({ name }) => name));
  const specs = names.filter((name) => inRun.has(name)).flatMap((name) => byName.get(name) ?? []);
  return { specs, all, dependencies };
}

/** Where some specs of the project depend on each other in a circle: the order of others, which do not need those. */
async function orderOf(services: Services, chosen: readonly SpecSummary[], circle: MmmError): Promise<Order> {
  const dependencies: Record<string, readonly string[]> = {};
  const names = new Set<string>();
  const visit = async (spec: SpecSummary): Promise<void> => {
    if (names.has(spec.name)) return;
    if (dependencies[spec.name] !== undefined) throw circle;
    const found: SpecSummary[] = [];
    for (const reference of spec.dependsOn) {
      const dependency = await services.specs.find(reference);
      if (dependency.ok) found.push(dependency.value);
    }
    dependencies[spec.name] = found.map(({ name }) => name);
    for (const dependency of found) if (!isMet(dependency.status)) await visit(dependency);
    names.add(spec.name);
  };
  for (const spec of chosen) await visit(spec);
  return { names: [...names], dependencies };
}
