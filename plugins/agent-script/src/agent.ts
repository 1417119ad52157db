import { extname, isAbsolute, join } from 'node:path';
import { type Agent, type AgentRequest, agentEnvironment, eventReader } from '@mmm/plugin-agents/api';
import { err, ok, type PluginContext, type Result } from '@mmm/plugin-api';
import type { PlayerInput } from './domain/part.ts';
import { parseScript, partFor, type Script } from './domain/script.ts';
import { errors } from './errors.ts';

// Built or not, the player lies beside this file.
const PLAYER = join(import.meta.dirname, `player${extname(import.meta.filename)}`);

// A limit ends with the second call of an iteration: the first one must be remembered somewhere.
const calls = new Map<string, number>();

const agent: Agent = {
  reportsCost: true,
  async probe(context) {
    const script = await load(context);
    return {
      installed: script.ok,
      version: undefined,
      loggedIn: undefined,
      hint: script.ok ? undefined : script.error.hint,
    };
  },
  async prepare(request, context) {
    const script = await load(context);
    if (!script.ok) return script;
    const { path, parts } = script.value;
    const part = partFor(parts, request.spec, request.iteration);
    if (part === undefined) {
      return err(errors.NO_PART({ path, spec: request.spec, parts: Object.keys(parts) }));
    }
    const input: PlayerInput = { part, call: countCall(request), readOnly: request.purpose === 'judge' };
    return ok({
      file: process.execPath,
      args: [PLAYER],
      env: agentEnvironment(context),
      input: JSON.stringify(input),
    });
  },
  reader: () =>
    eventReader((exitCode) => `The script ended with exit code ${exitCode ?? 'unknown'} and no result.`),
};

export default agent;

interface LoadedScript {
  readonly path: string;
  readonly parts: Script;
}

async function load({ config, files, project }: PluginContext): Promise<Result<LoadedScript>> {
  const named = config.optionalString('script.file');
  if (named === undefined) return err(errors.NOT_SET({}));
  const path = isAbsolute(named) ? named : join(project?.root ?? '', named);
  const text = await files.readText(path);
  if (text === undefined) return err(errors.MISSING({ path }));
  const parsed = parseScript(path, text);
  if (parsed.ok) return ok({ path, parts: parsed.script });
  return err(errors.INVALID({ path, problem: parsed.problem }, { at: parsed.at }));
}

function countCall({ run, spec, iteration }: AgentRequest): number {
  const key = JSON.stringify([run, spec, iteration]);
  const call = (calls.get(key) ?? 0) + 1;
  calls.set(key, call);
  return call;
}
