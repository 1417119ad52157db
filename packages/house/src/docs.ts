// The pages under docs/ that are made from manifests and error catalogues. A test holds the files to them.
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { kernelErrorDocs, openCatalog } from '@mmm/kernel';
import type { ErrorDoc, PluginManifest } from '@mmm/plugin-api';
import { root } from './workspace.ts';

export interface Page {
  /** Relative to the repository's root. */
  readonly path: string;
  readonly text: string;
}

export async function pages(): Promise<readonly Page[]> {
  const manifests = await readManifests();
  return [
    { path: 'docs/commands.md', text: commandsPage(manifests) },
    { path: 'docs/config.md', text: configPage(manifests) },
    { path: 'docs/hooks.md', text: hooksPage(manifests) },
    { path: 'docs/errors.md', text: errorsPage(await readErrors()) },
  ];
}

async function readManifests(): Promise<readonly PluginManifest[]> {
  const home = mkdtempSync(join(tmpdir(), 'mmm-docs-'));
  try {
    const builtIn = globSync('plugins/*/plugin.toml', { cwd: root }).map((path) => join(root, dirname(path)));
    const catalog = await openCatalog({
      builtIn,
      home,
      root: undefined,
      version: '0.1.0',
      isTrusted: async () => true,
    });
    if (catalog.problems.length > 0)
      throw new Error(catalog.problems.map(({ error }) => error.message).join('\n'));
    return catalog.plugins.map(({ manifest }) => manifest).sort((a, b) => (a.id < b.id ? -1 : 1));
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

async function readErrors(): Promise<readonly ErrorDoc[]> {
  const found: ErrorDoc[] = [...kernelErrorDocs];
  const files = globSync('{packages,plugins,apps}/*/src/**/errors.ts', { cwd: root }).filter(
    (path) => !path.startsWith('packages/plugin-api/'),
  );
  for (const path of files) {
    // Each errors.ts exports its catalogue's docs; checked by the page's own test.
    const module = (await import(pathToFileURL(join(root, path)).href)) as { docs?: readonly ErrorDoc[] };
    found.push(...(module.docs ?? []));
  }
  const byCode = new Map(found.map((doc) => [doc.code, doc]));
  return [...byCode.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

function commandsPage(manifests: readonly PluginManifest[]): string {
  const commands = manifests.flatMap((manifest) =>
    manifest.commands.map((command) => ({ manifest, command })),
  );
  const visible = commands
    .filter(({ command }) => !command.hidden)
    .sort((a, b) => (a.command.path < b.command.path ? -1 : 1));
  const sections = visible.map(({ manifest, command }) => {
    const args = command.args.map(({ name, required, variadic }) => {
      const inner = variadic ? `...${name}` : name;
      return required ? `<${inner}>` : `[${inner}]`;
    });
    const usage = ['mmm', command.path, ...args].filter((word) => word !== '').join(' ');
    const rows = [
      ...command.args.map(({ name, doc }) => `| \`${name}\` | ${cell(doc)} |`),
      ...command.options.map(({ flags, doc }) => `| \`${cell(flags)}\` | ${cell(doc)} |`),
    ];
    const table = rows.length === 0 ? [] : ['', '| | |', '|---|---|', ...rows];
    const aliases =
      command.aliases.length === 0
        ? ''
        : ` Also: ${command.aliases.map((name) => `\`mmm ${name}\``).join(', ')}.`;
    const examples = command.examples.flatMap(({ run, says }) => ['', `${says}:`, '', '```sh', run, '```']);
    return [
      `## \`${usage}\``,
      '',
      `${command.summary}. (${manifest.id})${aliases}`,
      ...table,
      ...examples,
    ].join('\n');
  });
  return page('Commands', 'Every command; `mmm <command> --help` says the same.', sections);
}

function configPage(manifests: readonly PluginManifest[]): string {
  const rows = manifests
    .flatMap(({ id, config }) => config.map((key) => ({ id, ...key })))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ id, key, type, doc, default: fallback }) => {
      const shown = fallback === undefined ? '' : `\`${JSON.stringify(fallback)}\``;
      return `| \`${key}\` | ${type} | ${cell(shown)} | ${cell(doc)} | ${id} |`;
    });
  const table = ['| key | type | default | what it is | plugin |', '|---|---|---|---|---|', ...rows].join(
    '\n',
  );
  const layers =
    "Layers, weakest first: defaults, `~/.mmm/config.toml`, the project's `mmm.toml`, its `.mmm/config.toml`, `MMM_*` variables (`run.parallel` is `MMM_RUN_PARALLEL`), flags.";
  return page('Configuration', layers, [table]);
}

function hooksPage(manifests: readonly PluginManifest[]): string {
  const rows = manifests.flatMap(({ id, hooks }) =>
    hooks.map(({ name, doc }) => `| \`${name}\` | ${cell(doc)} | ${id} |`),
  );
  const kernel =
    '| `kernel:resolve-project` | Where a project is that is not above the current folder | kernel |';
  const table = ['| hook | when it fires | plugin |', '|---|---|---|', ...[...rows, kernel].sort()].join(
    '\n',
  );
  const kinds =
    'The verb fixes the kind: `will-*` transforms or stops, `did-*` is a fact, `resolve-*` takes the first answer, `collect-*` keeps every answer.';
  return page('Hooks', kinds, [table]);
}

function errorsPage(docs: readonly ErrorDoc[]): string {
  const sections = docs.map(({ code, doc, exit }) => `## ${code}\n\n${doc} Exit code ${exit}.`);
  return page(
    'Errors',
    'Every coded error, and when it happens. The message says what to type next.',
    sections,
  );
}

function page(title: string, lead: string, sections: readonly string[]): string {
  const note = '<!-- Made by `npm run docs` from manifests and error catalogues. -->';
  return `${[`# ${title}`, note, lead, ...sections].join('\n\n')}\n`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
