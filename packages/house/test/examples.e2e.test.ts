import { describe, expect, it } from 'vitest';
import { readGlobals } from '../../../apps/cli/src/globals.ts';
import { parse } from '../../../apps/cli/src/parse.ts';
import { commandsOf, route } from '../../../apps/cli/src/route.ts';
import { readManifests } from '../src/manifests.ts';
import { openShell } from '../src/shell.ts';

const manifests = await readManifests();
const commands = commandsOf(manifests);
const examples = commands.flatMap(({ command }) =>
  command.examples.map(({ run }) => ({ path: command.path, run })),
);

describe('examples of the manifests', () => {
  it.each(examples)('$run is a command with options that it has', ({ path, run }) => {
    const given = readGlobals(words(run).slice(1));
    const found = route(commands, given.argv);
    expect(found?.command.path).toBe(path);
    if (found !== undefined) expect(() => parse(found, given.rest)).not.toThrow();
  });

  it.each(commands.map(({ command }) => command))('mmm $path has help', async ({ path, examples: shown }) => {
    using shell = openShell();
    const { output, code } = await shell.run(`mmm ${path} --help`);
    expect(code).toBe(0);
    for (const { says } of path === '' ? [] : shown) expect(output).toContain(says);
  });
});

/** The words of a command line, quotes taken off. */
function words(line: string): readonly string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}
