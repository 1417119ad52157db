import type { Projection } from '../api.ts';
import { executionRecordedOf } from '../domain/event-data.ts';
import { resetExecutions, upsertExecution } from '../store/executions.ts';

const projection: Projection = {
  types: ['execution.recorded'],
  apply(database, event) {
    upsertExecution(database, { ...executionRecordedOf(event), run: event.run });
  },
  reset: resetExecutions,
};

export default projection;
