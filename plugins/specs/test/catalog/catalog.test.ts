import { rmSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import type { Files } from '@mmm/plugin-api';
import { describe, expect, it } from 'vitest';
import { type Catalog, updateCatalog } from '../../src/catalog/catalog.ts';
import { type MemorySpecifications, memorySpecifications } from '../support/memory-specifications.ts';
import { type SpecFiles, type SpecProject, specFile, specProject } from '../support/project.ts';

interface Indexed extends SpecProject {
  readonly specifications: MemorySpecifications;
  readonly read: string[];
  update(folder?: string): Promise<Catalog>;
  /** Gives a file a time that lies far enough back. */
  age(path: string, seconds?: number): void;
}

async function indexed(contents: SpecFiles, refused: readonly string[] = []): Promise<Indexed> {
  const project = await specProject(contents);
  const { files, clock } = await project.host.context('specs');
  const specifications = memorySpecifications();
  const read: string[] = [];
  const watched: Files = {
    ...files,
    async readBytes(path) {
      read.push(path.slice(project.root.length + 1));
      if (refused.some((name) => path.endsWith(name))) throw new Error('permission denied');
      return files.readBytes(path);
    },
  };
  const age = (path: string, seconds: number = 1_700_000_000): void =>
    utimesSync(join(project.root, path), seconds, seconds);
  for (const path of Object.keys(contents)) age(path);
  const update = (folder: string = 'specs'): Promise<Catalog> =>
    updateCatalog({ files: watched, clock, specifications, root: project.root, folder });
  return {
    ...project,
    specifications,
    read,
    update,
    age,
    [Symbol.asyncDispose]: () => project[Symbol.asyncDispose](),
  };
}

const namesOf = (catalog: Catalog): string[] => catalog.entries.map((entry) => entry.summary.name);

describe('the index', () => {
  it('reads nothing where nothing changed, and asks the table once', async () => {
    await using project = await indexed({ 'specs/01-a.md': specFile('A'), 'specs/02-b.md': specFile('B') });
    const first = await project.update();
    const before = { ...project.specifications.calls };
    const second = await project.update();
    expect([first.read, second.read]).toEqual([2, 0]);
    expect(second.entries).toEqual(first.entries);
    expect(project.specifications.calls).toEqual({ heads: before.heads + 1, sync: before.sync });
    expect(project.read).toHaveLength(2);
  });

  it('reads what changed, drops what went and takes up what came', async () => {
    await using project = await indexed({ 'specs/01-a.md': specFile('A'), 'specs/02-b.md': specFile('B') });
    await project.update();
    project.write('specs/01-a.md', specFile('Another title'));
    project.age('specs/01-a.md', 1_700_000_100);
    project.write('specs/03-c.md', specFile('C'));
    project.age('specs/03-c.md');
    rmSync(join(project.root, 'specs/02-b.md'));
    const catalog = await project.update();
    expect(catalog.read).toBe(2);
    expect(catalog.entries.map((entry) => entry.summary.title)).toEqual(['Another title', 'C']);
  });

  it('sees a change of the same size within the same tick of the clock', async () => {
    await using project = await indexed({});
    project.write('specs/01-a.md', specFile('A'));
    const now = Math.ceil(Date.now() / 1000);
    project.age('specs/01-a.md', now);
    await project.update();
    project.write('specs/01-a.md', specFile('B'));
    project.age('specs/01-a.md', now);
    expect((await project.update()).entries[0]?.summary.title).toBe('B');
  });

  it('keeps specs of another folder as long as their files are there', async () => {
    await using project = await indexed({ 'specs/01-a.md': specFile('A'), 'other/02-b.md': specFile('B') });
    await project.update();
    expect(namesOf(await project.update('other'))).toEqual(['02-b']);
    expect(namesOf(await project.update())).toEqual(['01-a']);
    expect(project.read).toHaveLength(2);
    rmSync(join(project.root, 'other'), { recursive: true });
    await project.update();
    expect((await project.specifications.heads()).map((head) => head.name)).toEqual(['01-a']);
  });

  it('tells of a file that cannot be read, tries it again, and goes on with the others', async () => {
    await using project = await indexed({ 'specs/01-a.md': specFile('A'), 'specs/02-b.md': specFile('B') }, [
      '01-a.md',
    ]);
    await project.update();
    const { entries, read } = await project.update();
    expect(read).toBe(1);
    expect(entries.map(({ summary }) => [summary.name, summary.findings.errors])).toEqual([
      ['01-a', 1],
      ['02-b', 0],
    ]);
  });

  it('leaves a README out unless it holds criteria under front matter', async () => {
    await using project = await indexed({
      'specs/README.md': '# Specs\n- [ ] a\n',
      'specs/a/README.md': '---\ntitle: Only a text\n---\n',
      'specs/b/readme.md': '---\ntitle: A spec\n---\n## Acceptance Criteria\n- [ ] a\n',
    });
    const { entries } = await project.update();
    expect(entries.map((entry) => entry.summary.path)).toEqual(['specs/b/readme.md']);
  });

  it('follows no links and says so', async () => {
    await using project = await indexed({ 'specs/01-a.md': specFile('A'), 'secret.md': specFile('Secret') });
    symlinkSync('../secret.md', join(project.root, 'specs/02-b.md'));
    symlinkSync('..', join(project.root, 'specs/loop'));
    const { entries, findings } = await project.update();
    expect(entries).toHaveLength(1);
    expect(findings).toMatchObject([{ rule: 'unreadable', at: { path: 'specs/02-b.md' } }]);
  });

  it('reads again what another version of mmm has stored', async () => {
    await using project = await indexed({ 'specs/01-a.md': specFile('A') });
    await project.update();
    const row = await project.specifications.read('01-a');
    if (row === undefined) throw new Error('01-a is not in the table');
    await project.specifications.sync([{ ...row, metadata: { format: 0 } }], []);
    expect((await project.update()).entries[0]?.summary.title).toBe('A');
  });
});
