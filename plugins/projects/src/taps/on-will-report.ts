import { defineTap, type Tap } from '@mmm/plugin-api';
import { willReport } from '@mmm/plugin-state/api';

type Payload = { readonly root: string; readonly name: string };

/** A project is called what its mmm.toml says, not what its folder happens to be called. */
const onWillReport: Tap<Payload, Payload> = defineTap(willReport, async (payload: Payload, context) => ({
  ...payload,
  name: context.config.string('project.name') || payload.name,
}));

export default onWillReport;
