import { defineTap, type Tap } from '@mmm/plugin-api';
import { willReport } from '@mmm/plugin-state/api';
import { specsService } from '../api.ts';

type Payload = { readonly root: string; readonly name: string };

/** A status tells of the spec files as they are now. */
const onWillReport: Tap<Payload, Payload> = defineTap(willReport, async (payload: Payload, context) => {
  await (await context.services.get(specsService)).list();
  return payload;
});

export default onWillReport;
