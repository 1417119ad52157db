// `criteria approve` and `criteria reject`: one act with two answers.
import { arg, type CommandContext, type CommandInput, textOption, unwrap, type View } from '@mmm/plugin-api';
import { specsService } from '@mmm/plugin-specs/api';
import { stateService } from '@mmm/plugin-state/api';
import type { HumanAnswer } from './api.ts';
import { errors } from './errors.ts';
import { openStore } from './store.ts';

export interface AnswerData extends HumanAnswer {
  readonly ordinal: number;
  readonly text: string;
  /** The next thing to type. */
  readonly next: string;
}

/** Keeps an answer for the newest tree that the ledger has of the criterion. */
export async function answerCriterion(
  input: CommandInput,
  context: CommandContext,
  approved: boolean,
): Promise<AnswerData> {
  const specs = await context.services.get(specsService);
  const spec = unwrap(await specs.read(arg(input, 'spec')));
  const written = arg(input, 'ordinal');
  if (!/^[1-9]\d{0,5}$/.test(written)) throw errors.NOT_A_NUMBER({ ordinal: written });
  const ordinal = Number(written);
  const criterion = spec.criteria.find((each) => each.ordinal === ordinal);
  if (criterion === undefined) {
    throw errors.NO_CRITERION({ spec: spec.name, ordinal, count: spec.criteria.length });
  }
  if (!criterion.checks.some(({ kind }) => kind === 'human')) {
    throw errors.NO_QUESTION({ spec: spec.name, ordinal, path: spec.path });
  }
  const store = await openStore(context);
  const row = store.newest(spec.name).find(({ key }) => key === criterion.key);
  if (row === undefined) throw errors.NEVER_VERIFIED({ spec: spec.name, ordinal });
  const { USER, USERNAME } = context.processes.environment;
  const answer: HumanAnswer = {
    spec: spec.name,
    key: criterion.key,
    tree: row.tree,
    approved,
    by: USER ?? USERNAME ?? 'somebody',
    note: textOption(input, 'note'),
  };
  store.answer(answer, context.clock.now());
  const { journal } = await context.services.get(stateService);
  const isDone = (await journal.run(row.run))?.status === 'done';
  const next = isDone ? `mmm run --spec ${spec.name}` : `mmm resume ${row.run}`;
  return { ...answer, ordinal, text: criterion.text, next };
}

export function answerView(answer: AnswerData): View {
  return [
    {
      kind: 'facts',
      rows: [
        [
          answer.approved ? 'approved' : 'rejected',
          `criterion ${answer.ordinal} of ${answer.spec}: ${answer.text}`,
        ],
        ['tree', answer.tree.slice(0, 12)],
        ...(answer.note === undefined ? [] : [['note', answer.note] as const]),
        ['next', { text: answer.next, tone: 'strong' }],
      ],
    },
  ];
}
