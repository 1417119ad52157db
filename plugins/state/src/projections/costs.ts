import type { Projection } from '../api.ts';
import { costBookedOf } from '../domain/event-data.ts';
import { addCost, resetCosts } from '../store/costs.ts';

const projection: Projection = {
  types: ['cost.booked'],
  apply(database, event) {
    addCost(database, { ...costBookedOf(event), run: event.run });
  },
  reset: resetCosts,
};

export default projection;
