// Custom commands: `mmm run --command implement`. A command is looked up in `.mmm/commands.toml`, then in `[commands]`
// of the configuration; one that stands in neither is the agent's own slash command.
import { join } from 'node:path';
import type { CommandContext } from '@mmm/plugin-api';
import { Liquid } from 'liquidjs';
import { parse, TomlError } from 'smol-toml';
import * as z from 'zod';
import { errors } from '../errors.ts';
import type { SpecWork } from './work.ts';

const fileSchema = z.object({
  commands: z
    .array(
      z.object({
        name: z.string(),
        aliases: z.array(z.string()).default([]),
        prompt: z.string().optional(),
        prompt_template: z.string().optional(),
      }),
    )
    .default([]),
});
type CustomCommand = z.infer<typeof fileSchema>['commands'][number];

export async function openingOf(
  context: CommandContext,
  root: string,
  command: string | null,
  work: Pick<SpecWork, 'spec' | 'history' | 'items'>,
  iteration: number,
): Promise<string | undefined> {
  if (command === null) return undefined;
  const name = command.replace(/^\//, '');
  const custom = (await readCommands(context, root)).find(
    (one) => one.name === name || one.aliases.includes(name),
  );
  if (custom !== undefined) return fill(name, await templateOf(context, root, custom), work, iteration);
  const mapped = context.config.table('commands')[name] ?? `/${name}`;
  return mapped.startsWith('/') ? `${mapped} ${work.spec.path}` : fill(name, mapped, work, iteration);
}

async function readCommands(context: CommandContext, root: string): Promise<readonly CustomCommand[]> {
  const path = join(root, '.mmm', 'commands.toml');
  const text = await context.files.readText(path);
  if (text === undefined) return [];
  try {
    return fileSchema.parse(parse(text)).commands;
  } catch (cause) {
    const problem = cause instanceof z.ZodError ? z.prettifyError(cause) : firstLine(cause);
    throw errors.BAD_COMMANDS_FILE({ path, problem }, { cause });
  }
}

async function templateOf(context: CommandContext, root: string, command: CustomCommand): Promise<string> {
  if (command.prompt !== undefined) return command.prompt;
  const template = command.prompt_template;
  if (template === undefined || !/^[\w-]+$/.test(template)) {
    throw errors.NO_PROMPT({
      command: command.name,
      problem: 'it has neither prompt nor a plain prompt_template name',
    });
  }
  const path = join(root, '.mmm', 'prompts', `${template}.md`);
  const text = await context.files.readText(path);
  if (text === undefined)
    throw errors.NO_PROMPT({ command: command.name, problem: `${path} does not exist` });
  return text;
}

async function fill(
  command: string,
  template: string,
  work: Pick<SpecWork, 'spec' | 'history' | 'items'>,
  iteration: number,
): Promise<string> {
  const { spec } = work;
  const variables = {
    spec: {
      name: spec.name,
      title: spec.title,
      path: spec.path,
      content: spec.content,
      objective: spec.objective ?? '',
    },
    iteration,
    iterations: work.history.caps.iterations,
    failing: work.items
      .filter(({ verdict }) => verdict !== 'pass')
      .map(({ label, reason }) => ({ label, reason })),
  };
  try {
    const filled: unknown = await new Liquid({ strictVariables: true, strictFilters: true }).parseAndRender(
      template,
      variables,
    );
    return String(filled).trim();
  } catch (cause) {
    const known =
      'spec.name, spec.title, spec.path, spec.content, spec.objective, iteration, iterations, failing';
    throw errors.NO_PROMPT({ command, problem: `${firstLine(cause)} (variables: ${known})` }, { cause });
  }
}

function firstLine(cause: unknown): string {
  const place = cause instanceof TomlError ? `line ${cause.line}, column ${cause.column}: ` : '';
  const text = cause instanceof Error ? cause.message : String(cause);
  return place + (text.split('\n')[0] ?? text);
}
