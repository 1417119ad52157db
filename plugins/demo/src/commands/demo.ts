// Runs the real thing: another mmm, in a repository made for it, with an agent that follows a script.
import { mkdtemp, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Command,
  type CommandContext,
  defineCommand,
  flag,
  type ProgressEvent,
  type View,
} from '@mmm/plugin-api';
import { FILES, SCRIPT } from '../domain/stage.ts';
import { errors } from '../errors.ts';

interface Demo {
  readonly refused: number;
  readonly ledger: string;
  readonly commits: readonly string[];
  /** Where the repository is, where it was kept. */
  readonly folder: string | null;
}

const command: Command<Demo> = defineCommand({
  async run(input, context) {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'mmm-demo-')));
    const stage = await build(context, folder);
    tell(
      context,
      'An agent is asked to make a login reject wrong passwords. It follows a script: first it only claims',
    );
    tell(
      context,
      'to be done, then it weakens the test, then it does the work. mmm runs the checks itself each time.',
    );
    tell(context, '');
    const run = await stage.run('mmm run', context.self.file, [...context.self.args, 'run', '--yes']);
    for (const line of run.trimEnd().split('\n')) tell(context, line);
    const ledger = await stage.run('mmm criteria', context.self.file, [
      ...context.self.args,
      'criteria',
      '01',
    ]);
    const log = await stage.run('git log', 'git', ['log', '--format=%h %s']);
    const keep = flag(input, 'keep');
    if (!keep) await context.files.remove(folder);
    const refused = run.split('\n').filter((line) => line.includes('the agent says that it is done')).length;
    return {
      data: { refused, ledger, commits: log.trim().split('\n'), folder: keep ? stage.project : null },
    };
  },
  view,
  progress: (event) =>
    event.type === 'demo.line' && typeof event.text === 'string' ? [text(event.text)] : undefined,
});
export default command;

interface Stage {
  readonly project: string;
  /** Runs a program in the project and gives its standard output. */
  run(what: string, file: string, args: readonly string[]): Promise<string>;
}

async function build(context: CommandContext, folder: string): Promise<Stage> {
  const project = join(folder, 'login');
  const home = join(folder, 'home');
  const script = join(folder, 'script.yaml');
  for (const [path, content] of Object.entries(FILES))
    await context.files.write(join(project, path), content);
  await context.files.write(script, SCRIPT);
  const env = {
    ...context.processes.environment,
    MMM_HOME: home,
    MMM_AGENT_DEFAULT: 'script',
    MMM_SCRIPT_FILE: script,
    NO_COLOR: '1',
  };
  const run: Stage['run'] = async (what, file, args) => {
    const result = await context.processes.run({ file, args, cwd: project, env, signal: context.signal });
    if (result.exitCode === 0) return result.stdout.text;
    throw errors.FAILED({
      what,
      said: `${result.stderr.text}${result.stdout.text}`.trim() || result.end,
      folder,
    });
  };
  const identity = ['-c', 'user.name=demo', '-c', 'user.email=demo@localhost'];
  await run('git init', 'git', ['init', '--quiet', '--initial-branch=main']);
  await run('mmm init', context.self.file, [...context.self.args, 'init']);
  await run('git add', 'git', ['add', '--all']);
  await run('git commit', 'git', [...identity, 'commit', '--quiet', '-m', 'A login that lets everybody in']);
  return { project, run };
}

function tell(context: CommandContext, line: string): void {
  const event: ProgressEvent = { type: 'demo.line', text: line };
  context.emit(event);
}

function view(demo: Demo): View {
  const kept: View =
    demo.folder === null
      ? []
      : [{ kind: 'gap' }, { kind: 'line', cells: ['look', `cd ${demo.folder} && mmm run list`] }];
  return [
    { kind: 'gap' },
    { kind: 'line', cells: [{ text: 'The ledger: what mmm saw by itself', tone: 'strong' }] },
    { kind: 'text', text: demo.ledger.trimEnd() },
    { kind: 'gap' },
    { kind: 'line', cells: [{ text: 'The commits on main', tone: 'strong' }] },
    ...demo.commits.map((commit) => text(commit)),
    ...kept,
  ];
}

function text(line: string): View[number] {
  return line === '' ? { kind: 'gap' } : { kind: 'text', text: line };
}
