// A new spec file: the next number, the template, and never over one that is there.
import { join } from 'node:path';
import { type PluginContext, unwrap } from '@mmm/plugin-api';
import type { CreatedSpec, NewSpec, SpecsService } from './api.ts';
import { folderWithin } from './catalog/scan.ts';
import { nextNumber, slugOf } from './domain/name.ts';
import { specText } from './domain/template.ts';
import { errors } from './errors.ts';

type Known = Pick<SpecsService, 'list' | 'find'>;

/** Throws coded errors. */
export async function createSpec(
  context: PluginContext,
  known: Known,
  wanted: NewSpec,
): Promise<CreatedSpec> {
  const { root } = context.requireProject();
  const folder = folderWithin(root, context.config.string('specs.dir'));
  const title = wanted.title.replace(/\s+/g, ' ').trim();
  const slug = slugOf(wanted.name ?? title);
  if (slug === '' || title === '') throw errors.NO_TITLE({ title: wanted.name ?? title });
  const existing = await known.list();
  const sameSlug = existing.find((spec) => spec.name.replace(/^\d+[A-Za-z]?-/, '') === slug);
  if (sameSlug !== undefined) throw errors.EXISTS({ path: sameSlug.path });
  const dependsOn = await namesOf(known, wanted.dependsOn);
  const name = `${nextNumber(existing.map((spec) => spec.number))}-${slug}`;
  const path = folder === '' ? `${name}.md` : `${folder}/${name}.md`;
  const place = join(root, path);
  if ((await context.files.stat(place)) !== undefined) throw errors.EXISTS({ path });
  await context.files.write(place, specText({ title, dependsOn }));
  return { name, title, path, dependsOn };
}

async function namesOf(known: Known, references: readonly string[]): Promise<readonly string[]> {
  const names = new Set<string>();
  for (const reference of references) names.add(unwrap(await known.find(reference)).name);
  return [...names];
}
