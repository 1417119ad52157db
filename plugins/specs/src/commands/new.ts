import { type Command, defineCommand, listOption, optionalArg, textOption, unwrap } from '@mmm/plugin-api';
import { type CreatedSpec, specsService } from '../api.ts';
import { titleFromName } from '../domain/template.ts';

const command: Command<CreatedSpec> = defineCommand({
  async run(input, context) {
    const service = await context.services.get(specsService);
    const name = textOption(input, 'name');
    const title = optionalArg(input, 'title') ?? titleFromName(name ?? '');
    const dependsOn = listOption(input, 'dependsOn');
    const wanted = { title, dependsOn, ...(name === undefined ? {} : { name }) };
    return { data: unwrap(await service.create(wanted)) };
  },
  view: ({ name, path }) => [
    {
      kind: 'facts',
      rows: [
        ['wrote', path],
        ['next', `edit it, then mmm spec lint ${name}`],
      ],
    },
  ],
});

export default command;
