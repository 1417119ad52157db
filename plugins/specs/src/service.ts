// The specs service: the index for what a list needs, the files for everything else.
import { join } from 'node:path';
import { err, isMmmError, ok, type PluginContext, type Result } from '@mmm/plugin-api';
import { stateService } from '@mmm/plugin-state/api';
import { collectFindings, type Finding, type Spec, type SpecOrder, type SpecsService } from './api.ts';
import { type Catalog, updateCatalog } from './catalog/catalog.ts';
import { mapLimited } from './catalog/concurrency.ts';
import { type CatalogEntry, orderableOf } from './catalog/entry.ts';
import { nearest } from './domain/nearest.ts';
import { type OrderResult, orderSpecs } from './domain/order.ts';
import { directoryOf } from './domain/resolve.ts';
import { errors } from './errors.ts';

const READS_AT_ONCE = 16;

export function createSpecsService(context: PluginContext): SpecsService {
  const known: Pick<SpecsService, 'list' | 'find'> = {
    list: async () => (await catalogOf(context)).entries.map((entry) => entry.summary),
    async find(reference) {
      const found = findEntry(await catalogOf(context), reference);
      return found.ok ? ok(found.value.summary) : found;
    },
  };
  return {
    ...known,
    async create(wanted) {
      const { createSpec } = await import('./create.ts');
      try {
        return ok(await createSpec(context, known, wanted));
      } catch (error) {
        if (isMmmError(error)) return err(error);
        throw error;
      }
    },
    async read(reference) {
      const found = findEntry(await catalogOf(context), reference);
      return found.ok ? readFile(context, found.value) : found;
    },
    async parse(path, content) {
      const { parseSpec } = await import('./domain/parse.ts');
      return parseSpec(path, content).spec;
    },
    async order() {
      const { cycles, names, dependencies, findings } = orderOf(context, await catalogOf(context));
      const [chain] = cycles;
      return chain === undefined
        ? ok({ names, dependencies, findings } satisfies SpecOrder)
        : err(errors.CYCLE({ chain }));
    },
    lint: (reference) => lint(context, reference),
  };
}

async function catalogOf(context: PluginContext): Promise<Catalog> {
  const { root } = context.requireProject();
  const { specifications } = await context.services.get(stateService);
  const { files, clock, config } = context;
  return updateCatalog({ files, clock, specifications, root, folder: config.string('specs.dir') });
}

function findEntry(catalog: Catalog, reference: string): Result<CatalogEntry> {
  const named = catalog.entries.map(orderableOf);
  const names = directoryOf(named).resolveOrComplete(reference);
  if (names.length > 1) return err(errors.AMBIGUOUS({ reference, names }));
  const entry = catalog.entries.find((item) => item.summary.name === names[0]);
  if (entry !== undefined) return ok(entry);
  const known = named.map((item) => item.name);
  return err(errors.NOT_FOUND({ reference, nearest: nearest(reference, known) }));
}

async function readFile(context: PluginContext, { summary }: CatalogEntry): Promise<Result<Spec>> {
  const { readSpecFile } = await import('./catalog/read-spec.ts');
  const place = join(context.requireProject().root, summary.path);
  const reading = await readSpecFile(context.files, place, summary.path);
  if (reading === undefined) return err(errors.NOT_FOUND({ reference: summary.name, nearest: [] }));
  if (reading.problem === undefined) return ok(reading.parsed.spec);
  return err(errors.UNREADABLE({ path: summary.path, problem: reading.problem }));
}

function orderOf({ config }: PluginContext, { entries }: Catalog): OrderResult {
  const mode = config.string('specs.order') === 'number' ? 'number' : 'depends';
  return orderSpecs(entries.map(orderableOf), mode);
}

async function lint(context: PluginContext, reference: string | undefined): Promise<readonly Finding[]> {
  const catalog = await catalogOf(context);
  if (reference === undefined) {
    const own = await lintEntries(context, catalog.entries);
    return sorted([...catalog.findings, ...orderOf(context, catalog).findings, ...own]);
  }
  const found = findEntry(catalog, reference);
  if (!found.ok) throw found.error;
  const { path } = found.value.summary;
  const shared = [...catalog.findings, ...orderOf(context, catalog).findings];
  return sorted([
    ...shared.filter(({ at }) => at.path === path),
    ...(await lintEntries(context, [found.value])),
  ]);
}

async function lintEntries(
  context: PluginContext,
  entries: readonly CatalogEntry[],
): Promise<readonly Finding[]> {
  const { readSpecFile } = await import('./catalog/read-spec.ts');
  const { root } = context.requireProject();
  const findings = await mapLimited(entries, READS_AT_ONCE, async ({ summary }) => {
    const reading = await readSpecFile(context.files, join(root, summary.path), summary.path);
    if (reading === undefined) return [];
    const { spec } = reading.parsed;
    const answers = await context.hooks.collect(collectFindings, { spec });
    return [...spec.findings, ...answers.flatMap((answer) => answer.value)];
  });
  return findings.flat();
}

function sorted(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort(
    (a, b) =>
      (a.at.path < b.at.path ? -1 : a.at.path > b.at.path ? 1 : 0) ||
      a.at.line - b.at.line ||
      a.at.column - b.at.column,
  );
}
