import { describe, expect, it } from 'vitest';
import { packages, sources } from '../src/workspace.ts';

/** What a package of each role may import of this workspace. */
const ALLOWED: Readonly<Record<string, (imported: string) => boolean>> = {
  api: () => false,
  machine: (name) => name === '@mmm/plugin-api',
  kernel: (name) => name === '@mmm/plugin-api' || /^@mmm\/machine(\/db)?$/.test(name),
  plugin: (name) => name === '@mmm/plugin-api' || /^@mmm\/plugin-[a-z-]+\/api$/.test(name),
  app: (name) => name === '@mmm/plugin-api' || name === '@mmm/kernel',
  tool: () => true,
};

/** The one place of each third-party module that the design gives a home. */
const HOMES: Readonly<Record<string, RegExp>> = {
  tapable: /^packages\/kernel\/src\/hooks\//,
  jiti: /^packages\/kernel\/src\/plugins\/load\.ts$/,
  // Beside the configuration: the registry's files, commands.toml, and the manifests that the guard compares.
  'smol-toml':
    /^(packages\/kernel\/src\/config|plugins\/projects\/src|plugins\/loop\/src\/engine|plugins\/verify\/src\/domain)\/(toml|commands-file|guarded-parts)\.ts$/,
  'better-sqlite3': /^packages\/machine\/src\/db\/open\.ts$/,
  pino: /^packages\/machine\/src\/log\//,
  cac: /^apps\/cli\/src\/parse\.ts$/,
};

describe('boundaries', () => {
  const all = packages();
  const roleOf = (path: string): string =>
    all.find(({ folder }) => path.startsWith(`${folder}/`))?.role ?? 'none';

  it('gives every package a role', () => {
    expect(all.filter(({ role }) => ALLOWED[role] === undefined)).toEqual([]);
  });

  it('keeps every import within its role', () => {
    const forbidden = sources().flatMap(({ path, imports }) =>
      imports
        .filter((name) => name.startsWith('@mmm/') && ALLOWED[roleOf(path)]?.(name) !== true)
        .map((name) => `${path} imports ${name}`),
    );
    expect(forbidden).toEqual([]);
  });

  it('keeps every third-party module with a home at home', () => {
    const strays = sources().flatMap(({ path, imports }) =>
      imports
        .filter((name) => HOMES[name] !== undefined && !HOMES[name].test(path))
        .map((name) => `${path} imports ${name}`),
    );
    expect(strays).toEqual([]);
  });

  it('lists every imported package among the dependencies', () => {
    const missing = sources().flatMap(({ path, imports }) => {
      const owner = all.find(({ folder }) => path.startsWith(`${folder}/`));
      return imports
        .filter((name) => !name.startsWith('.') && !name.startsWith('node:'))
        .map((name) =>
          name
            .split('/')
            .slice(0, name.startsWith('@') ? 2 : 1)
            .join('/'),
        )
        .filter(
          (name) =>
            owner !== undefined &&
            !['vitest', 'mdast', 'publint', owner.name, ...owner.dependencies].includes(name),
        )
        .map((name) => `${path} imports ${name}`);
    });
    expect(missing).toEqual([]);
  });

  it('lets neither machine, kernel nor cli name a plugin', () => {
    const naming = sources('{packages/machine,packages/kernel,apps/cli}/src/**/*.ts').filter(({ imports }) =>
      imports.some((name) => name.startsWith('@mmm/plugin-') && name !== '@mmm/plugin-api'),
    );
    expect(naming.map(({ path }) => path)).toEqual([]);
  });
});
