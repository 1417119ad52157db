import { isAbsolute } from 'node:path';
import { type Agent, agentEnvironment } from '@mmm/plugin-agents/api';
import { err, type MmmError, ok, type PluginContext, type Result } from '@mmm/plugin-api';
import { textReader } from './domain/reader.ts';
import { errors } from './errors.ts';

const agent: Agent = {
  reportsCost: false,
  async probe(context) {
    const found = await find(context);
    return {
      installed: found.ok,
      version: undefined,
      loggedIn: undefined,
      hint: found.ok ? undefined : found.error.hint,
    };
  },
  async prepare(request, context) {
    const found = await find(context);
    if (!found.ok) return found;
    return ok({
      file: found.value,
      args: context.config.strings('command.argv').slice(1),
      env: agentEnvironment(context),
      input: request.prompt,
    });
  },
  reader: textReader,
};

export default agent;

async function find({ config, files, processes }: PluginContext): Promise<Result<string, MmmError>> {
  const program = config.strings('command.argv')[0];
  if (program === undefined) return err(errors.NOT_SET({}));
  const isThere = isAbsolute(program)
    ? (await files.stat(program)) !== undefined
    : (await processes.which(program)) !== undefined;
  return isThere ? ok(program) : err(errors.MISSING({ program }));
}
