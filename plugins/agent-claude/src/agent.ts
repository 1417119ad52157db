import { isAbsolute, join } from 'node:path';
import { type Agent, agentEnvironment } from '@mmm/plugin-agents/api';
import { err, ok, type PluginContext } from '@mmm/plugin-api';
import { claudeArguments } from './domain/arguments.ts';
import { claudeReader } from './domain/reader.ts';
import { errors } from './errors.ts';

// Where the account, the endpoint and the provider are set, by Claude Code's own documentation.
const ASKED = ['ANTHROPIC_*', 'CLAUDE_*', 'DISABLE_*', 'NODE_EXTRA_CA_CERTS'];
// A cloud's credentials are the agent's business only where its models run in that cloud.
const CLOUDS = [
  { chosenBy: 'CLAUDE_CODE_USE_BEDROCK', names: ['AWS_*'] },
  {
    chosenBy: 'CLAUDE_CODE_USE_VERTEX',
    names: ['GOOGLE_*', 'GCLOUD_PROJECT', 'CLOUD_ML_REGION', 'VERTEX_*'],
  },
  { chosenBy: 'CLAUDE_CODE_USE_FOUNDRY', names: ['AZURE_*'] },
];
const PROBE_MS = 10_000;

const agent: Agent = {
  reportsCost: true,
  async probe(context) {
    const file = await find(context);
    if (file === undefined) {
      const { hint } = errors.MISSING({ command: context.config.string('claude.command') });
      return { installed: false, version: undefined, loggedIn: undefined, hint };
    }
    const loggedIn = await hasAccount(context);
    return {
      installed: true,
      version: await versionOf(context, file),
      loggedIn,
      hint: loggedIn === false ? 'Run `claude` once and type /login, or set ANTHROPIC_API_KEY.' : undefined,
    };
  },
  async prepare(request, context) {
    const { config } = context;
    const file = await find(context);
    if (file === undefined) return err(errors.MISSING({ command: config.string('claude.command') }));
    const settings = {
      permissionMode: config.string('claude.permission_mode'),
      allowedTools: config.strings('claude.allowed_tools'),
      defaultArgs: config.strings('claude.default_args'),
    };
    return ok({
      file,
      args: claudeArguments(request, settings, context.random.uuid()),
      env: claudeEnvironment(context),
      input: request.prompt,
    });
  },
  reader: () => claudeReader(Date.now),
};

export default agent;

function claudeEnvironment(context: PluginContext): Readonly<Record<string, string>> {
  const { environment } = context.processes;
  const isChosen = (name: string): boolean => !['', '0', 'false'].includes(environment[name] ?? '');
  const clouds = CLOUDS.filter(({ chosenBy }) => isChosen(chosenBy));
  return agentEnvironment(context, [...ASKED, ...clouds.flatMap(({ names }) => names)]);
}

async function find({ config, files, processes }: PluginContext): Promise<string | undefined> {
  const command = config.string('claude.command');
  if (!isAbsolute(command)) return await processes.which(command);
  return (await files.stat(command))?.kind === undefined ? undefined : command;
}

async function versionOf(context: PluginContext, file: string): Promise<string | undefined> {
  const result = await context.processes.run({
    file,
    args: ['--version'],
    cwd: context.home,
    env: claudeEnvironment(context),
    timeoutMs: PROBE_MS,
  });
  return /\d+\.\d+\.\d+\S*/.exec(result.stdout.text)?.[0];
}

/** Whether there is an account to use, by the presence of what holds it. Nothing is read; keychains stay unknown. */
async function hasAccount({ files, processes }: PluginContext): Promise<boolean | undefined> {
  const { environment } = processes;
  const isSet = (name: string): boolean => (environment[name] ?? '') !== '';
  if (ACCOUNT_VARIABLES.some(isSet)) return true;
  const folder = environment.CLAUDE_CONFIG_DIR ?? join(environment.HOME ?? '/', '.claude');
  if ((await files.stat(join(folder, '.credentials.json'))) !== undefined) return true;
  return process.platform === 'darwin' ? undefined : false;
}

const ACCOUNT_VARIABLES = [
  'ANTHROPIC_API_KEY',
  'ANTHROPIC_AUTH_TOKEN',
  'CLAUDE_CODE_OAUTH_TOKEN',
  'CLAUDE_CODE_USE_BEDROCK',
  'CLAUDE_CODE_USE_VERTEX',
  'CLAUDE_CODE_USE_FOUNDRY',
];
