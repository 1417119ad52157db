import { type Command, defineCommand, numberOption, optionalArg } from '@mmm/plugin-api';

interface Greeting {
  readonly greeting: string;
  readonly times: number;
}

const command: Command<Greeting> = defineCommand<Greeting>({
  async run(input) {
    const name = optionalArg(input, 'name') ?? 'world';
    return { data: { greeting: `Hello, ${name}.`, times: numberOption(input, 'times') ?? 1 } };
  },

  view: ({ greeting, times }) => Array.from({ length: times }, () => ({ kind: 'line', cells: [greeting] })),
});

export default command;
