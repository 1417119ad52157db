import type { Projection } from '../api.ts';
import { specStatusChangedOf } from '../domain/event-data.ts';
import { moveStatus, resetStatuses } from '../store/specifications.ts';

const projection: Projection = {
  types: ['spec.status-changed'],
  apply(database, event) {
    const { spec, status, reason, sha256 } = specStatusChangedOf(event);
    moveStatus(database, { spec, status, reason, sha256, run: event.run, at: event.at });
  },
  reset: resetStatuses,
};

export default projection;
