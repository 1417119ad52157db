import { join } from 'node:path';
import { type Command, defineCommand, listOption, optionalArg, textOption } from '@mmm/plugin-api';
import { type SpecsService, specsService } from '../api.ts';
import { folderWithin } from '../catalog/scan.ts';
import { nextNumber, slugOf } from '../domain/name.ts';
import { specText, titleFromName } from '../domain/template.ts';
import { errors } from '../errors.ts';

export interface WrittenSpec {
  readonly name: string;
  readonly title: string;
  /** Relative to the project's root. */
  readonly path: string;
  readonly dependsOn: readonly string[];
}

const command: Command<WrittenSpec> = defineCommand({
  async run(input, context) {
    const { root } = context.requireProject();
    const folder = folderWithin(root, context.config.string('specs.dir'));
    const wanted = textOption(input, 'name');
    const title = (optionalArg(input, 'title') ?? titleFromName(wanted ?? '')).replace(/\s+/g, ' ').trim();
    const slug = slugOf(wanted ?? title);
    if (slug === '' || title === '') throw errors.NO_TITLE({ title: wanted ?? title });
    const service = await context.services.get(specsService);
    const existing = await service.list();
    const sameSlug = existing.find((spec) => spec.name.replace(/^\d+[A-Za-z]?-/, '') === slug);
    if (sameSlug !== undefined) throw errors.EXISTS({ path: sameSlug.path });
    const dependsOn = await namesOf(service, listOption(input, 'dependsOn'));
    const name = `${nextNumber(existing.map((spec) => spec.number))}-${slug}`;
    const path = folder === '' ? `${name}.md` : `${folder}/${name}.md`;
    const place = join(root, path);
    if ((await context.files.stat(place)) !== undefined) throw errors.EXISTS({ path });
    await context.files.write(place, specText({ title, dependsOn }));
    return { data: { name, title, path, dependsOn } };
  },
  view: ({ name, path }) => [
    {
      kind: 'facts',
      rows: [
        ['wrote', path],
        ['next', `edit it, then mmm spec lint ${name}`],
      ],
    },
  ],
});

export default command;

async function namesOf(service: SpecsService, references: readonly string[]): Promise<readonly string[]> {
  const names = new Set<string>();
  for (const reference of references) {
    const found = await service.find(reference);
    if (!found.ok) throw found.error;
    names.add(found.value.name);
  }
  return [...names];
}
