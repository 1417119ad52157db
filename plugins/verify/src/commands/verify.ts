import {
  type Command,
  type CommandContext,
  defineCommand,
  EXIT,
  type ExitCode,
  optionalArg,
  unwrap,
} from '@mmm/plugin-api';
import { type Spec, specsService } from '@mmm/plugin-specs/api';
import { type VerifiedSpec, type VerifyData, verifyView } from '../domain/verify-view.ts';
import { verifySpec } from '../verification.ts';
import { workingTree } from '../working-tree.ts';

const command: Command<VerifyData> = defineCommand({
  async run(input, context) {
    const { root } = context.requireProject('trusted');
    const wanted = await readSpecs(context, optionalArg(input, 'spec'));
    const asksPeople = wanted.some(({ criteria }) => criteria.some(({ checks }) => checks.some(isHuman)));
    const tree = asksPeople ? await workingTree(context, root) : '';
    const run = `verify-${context.random.hex(8)}`;
    const specs: VerifiedSpec[] = [];
    for (const spec of wanted) {
      const judgeAgent = context.config.optionalString('verify.judge_agent');
      const request = { spec, folder: root, tree, run, iteration: 0, vacuous: [] };
      const report = await verifySpec(
        context,
        judgeAgent === undefined ? request : { ...request, judgeAgent },
        context.signal,
      );
      specs.push({ spec: spec.name, ...report });
    }
    return { data: { specs }, exit: exitOf(specs) };
  },
  view: verifyView,
});

export default command;

async function readSpecs(context: CommandContext, reference: string | undefined): Promise<readonly Spec[]> {
  const service = await context.services.get(specsService);
  if (reference !== undefined) return [unwrap(await service.read(reference))];
  const summaries = await service.list();
  return Promise.all(summaries.map(async ({ name }) => unwrap(await service.read(name))));
}

function isHuman(check: { readonly kind: string }): boolean {
  return check.kind === 'human';
}

function exitOf(specs: readonly VerifiedSpec[]): ExitCode {
  if (specs.every(({ met }) => met)) return EXIT.done;
  return specs.every(({ met, waiting }) => met || waiting) ? EXIT.waiting : EXIT.unmet;
}
