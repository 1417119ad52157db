import type { Projection } from '@mmm/plugin-state/api';
import { readRecorded } from '../domain/stored-verdict.ts';
import { clearVerdicts, insertVerdict } from '../store.ts';

/** `verdicts.recorded` becomes the ledger. */
const verdicts: Projection = {
  types: ['verdicts.recorded'],
  apply(database, { run, seq, at, data }) {
    const recorded = readRecorded(data);
    if (recorded === undefined) return;
    const { spec, iteration, tree } = recorded;
    for (const criterion of recorded.criteria) {
      insertVerdict(database, { run, seq, at, spec, iteration, tree }, criterion);
    }
  },
  reset: clearVerdicts,
};

export default verdicts;
