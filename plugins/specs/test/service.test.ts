import { describe, expect, it } from 'vitest';
import { specsService } from '../src/api.ts';
import { specFile, specProject } from './support/project.ts';

describe('the specs service', () => {
  it('reads the file as it is now', async () => {
    await using project = await specProject({ 'specs/01-a.md': specFile('A') });
    const specs = await project.host.service(specsService);
    await specs.list();
    project.write('specs/01-a.md', specFile('Changed'));
    expect(await specs.read('01')).toMatchObject({
      ok: true,
      value: { title: 'Changed', content: specFile('Changed') },
    });
  });

  it('has the same hash for a list, a file and a text', async () => {
    const content = `\uFEFF${specFile('A')}`;
    await using project = await specProject({ 'specs/01-a.md': content });
    const specs = await project.host.service(specsService);
    const [summary] = await specs.list();
    const read = await specs.read('01-a');
    const parsed = await specs.parse('specs/01-a.md', content);
    expect(read).toMatchObject({ ok: true, value: { sha256: summary?.sha256 } });
    expect(parsed.sha256).toBe(summary?.sha256);
  });

  it('orders specs by what they depend on, and fails on a circle', async () => {
    await using project = await specProject({
      'specs/01-a.md': specFile('A', '[02, x]'),
      'specs/02-b.md': specFile('B'),
    });
    const specs = await project.host.service(specsService);
    expect(await specs.order()).toMatchObject({
      ok: true,
      value: {
        names: ['02-b', '01-a'],
        dependencies: { '01-a': ['02-b'], '02-b': [] },
        findings: [{ rule: 'unknown-dependency' }],
      },
    });
    project.write('specs/02-b.md', specFile('B', '[01-a]'));
    expect(await specs.order()).toMatchObject({ ok: false, error: { code: 'MMM_SPECS_CYCLE' } });
  });

  it('finds by id, and by every other name that is not taken by a file', async () => {
    await using project = await specProject({
      'specs/01-a.md': '---\nid: alpha\n---\n# A\n- [ ] a\n',
      'specs/b.md': specFile('B'),
    });
    const specs = await project.host.service(specsService);
    for (const reference of ['alpha', 'ALPHA', '1', '01-a.md', './specs/01-a.md', 'a'])
      expect(await specs.find(reference)).toMatchObject({ ok: true, value: { name: '01-a' } });
    expect(await specs.find('')).toMatchObject({ ok: false, error: { code: 'MMM_SPECS_NOT_FOUND' } });
  });

  it('completes the start of a name, but never a number', async () => {
    const files = Object.fromEntries(
      ['a', 'b', 'c', 'd', 'e', 'f'].map((end) => [`specs/x-${end}.md`, specFile(end)]),
    );
    await using project = await specProject({ ...files, 'specs/101-login.md': specFile('Login') });
    const specs = await project.host.service(specsService);
    expect(await specs.find('log')).toMatchObject({ ok: true, value: { name: '101-login' } });
    expect(await specs.find('10')).toMatchObject({ ok: false, error: { code: 'MMM_SPECS_NOT_FOUND' } });
    expect(await specs.find('x-')).toMatchObject({
      ok: false,
      error: { message: '"x-" means 6 specs: "x-a", "x-b", "x-c", "x-d", "x-e", 1 more.' },
    });
  });

  it('gives what it gives as plain data', async () => {
    await using project = await specProject({ 'specs/01-a.md': specFile('A') });
    const specs = await project.host.service(specsService);
    const read = await specs.read('01');
    expect(structuredClone([await specs.list(), read, await specs.lint()])).toHaveLength(3);
  });
});
