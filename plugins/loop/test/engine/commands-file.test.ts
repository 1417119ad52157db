import { stateService } from '@mmm/plugin-state/api';
import { describe, expect, it } from 'vitest';
import { fileSpec, type Repository, repository } from '../repository.ts';

const SPEC = { 'specs/01-greet.md': fileSpec('Greet', { 'a.txt': 'hello' }) };

describe('a custom command', () => {
  it('opens the prompt with its text from .mmm/commands.toml, filled in', async () => {
    using project = withFiles({
      '.mmm/commands.toml':
        '[[commands]]\nname = "implement"\naliases = ["impl", "i"]\nprompt = "Do {{ spec.title }} ({{ iteration }} of {{ iterations }})."\n',
    });
    expect(await promptOf(project, '/implement')).toMatch(/^Do Greet \(1 of 1\)\.\n\nThis is iteration 1 of/);
    expect(await promptOf(project, 'impl')).toMatch(/^Do Greet/);
  });

  it('takes its template from .mmm/prompts', async () => {
    using project = withFiles({
      '.mmm/commands.toml': '[[commands]]\nname = "review"\nprompt_template = "code-review"\n',
      '.mmm/prompts/code-review.md': 'Review:{% for item in failing %} {{ item.label }};{% endfor %}\n',
    });
    expect(await promptOf(project, 'review')).toMatch(/^Review: a\.txt says hello;\n/);
  });

  it('is what [commands] in mmm.toml maps its name to', async () => {
    using project = withFiles({
      'mmm.toml': '[commands]\nimplement = "/implement-spec"\nplain = "Just do it."\n',
    });
    expect(await promptOf(project, '/implement')).toMatch(/^\/implement-spec specs\/01-greet\.md\n/);
    expect(await promptOf(project, 'plain')).toMatch(/^Just do it\.\n/);
  });

  it("is the agent's own slash command where nobody knows it", async () => {
    using project = withFiles({});
    expect(await promptOf(project, '/lint')).toMatch(/^\/lint specs\/01-greet\.md\n/);
    expect(await promptOf(project, 'lint')).toMatch(/^\/lint specs\/01-greet\.md\n/);
  });

  it.each([
    ['broken TOML', '[[commands]\nname = 1', 'line 1'],
    ['a wrong form', '[[commands]]\nprompt = "x"\n', 'name'],
    ['an unknown variable', '[[commands]]\nname = "implement"\nprompt = "{{ nope }}"\n', 'nope'],
    ['no prompt', '[[commands]]\nname = "implement"\n', 'neither prompt nor'],
    ['a template that leads out', '[[commands]]\nname = "implement"\nprompt_template = "../x"\n', 'plain'],
    [
      'a template that is not there',
      '[[commands]]\nname = "implement"\nprompt_template = "x"\n',
      'does not exist',
    ],
  ])('with %s says what is wrong before any agent starts', async (_, toml, said) => {
    using project = withFiles({ '.mmm/commands.toml': toml });
    await using host = await project.host();
    const { data } = await host.run('run', { options: { command: 'implement' } });
    expect(data).toMatchObject({
      status: 'failed',
      specs: [{ iterations: 0, reason: expect.stringContaining(said) }],
    });
  });
});

function withFiles(files: Readonly<Record<string, string>>): Repository {
  const project = repository(SPEC, { '*': [{ say: 'no', cost_usd: 0 }] });
  for (const [path, content] of Object.entries(files)) project.write(path, content);
  return project;
}

async function promptOf(project: Repository, command: string): Promise<string | undefined> {
  await using host = await project.host({ config: { 'budget.iterations': 1 } });
  await host.run('run', { options: { command } });
  const state = await host.service(stateService);
  return (await state.executions({ limit: 1 }))[0]?.input;
}
