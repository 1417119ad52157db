import { type Command, defineCommand } from '@mmm/plugin-api';
import { type AnswerData, answerCriterion, answerView } from '../answering.ts';

const command: Command<AnswerData> = defineCommand({
  run: async (input, context) => ({ data: await answerCriterion(input, context, false) }),
  view: answerView,
});

export default command;
