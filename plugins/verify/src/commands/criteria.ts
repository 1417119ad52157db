import { type Command, defineCommand, optionalArg, unwrap } from '@mmm/plugin-api';
import { specsService } from '@mmm/plugin-specs/api';
import { type CriteriaData, criteriaView, standingOf } from '../domain/criteria-report.ts';
import { openStore } from '../store.ts';

const command: Command<CriteriaData> = defineCommand({
  async run(input, context) {
    const service = await context.services.get(specsService);
    const reference = optionalArg(input, 'spec');
    const names = reference === undefined ? (await service.list()).map(({ name }) => name) : [reference];
    const specs = await Promise.all(names.map(async (name) => unwrap(await service.read(name))));
    const store = await openStore(context);
    return { data: { specs: specs.map((spec) => standingOf(spec, store.newest(spec.name))) } };
  },
  view: criteriaView,
});

export default command;
