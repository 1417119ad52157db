import { basename } from 'node:path';
import { type Command, type CommandContext, type Database, defineCommand } from '@mmm/plugin-api';
import { willReport } from '../api.ts';
import { isHeld } from '../desk.ts';
import { leaseTerms } from '../domain/lease.ts';
import type { RunStanding, StatusReport } from '../domain/status-report.ts';
import { statusView } from '../domain/status-view.ts';
import { recordOf } from '../journal.ts';
import { sumCost } from '../store/costs.ts';
import { listRuns, type RunRow } from '../store/runs.ts';
import { countByStatus, findLastEnded, listNotable } from '../store/status.ts';

/** Specs that are shown by name. */
const NOTABLE = 20;

const command: Command<StatusReport> = defineCommand({
  async run(_input, context) {
    const { root } = context.requireProject();
    const database = await context.database('project');
    const { name } = await context.hooks.will(willReport, { root, name: basename(root) || root });
    return { data: report(database, { root, name }, context) };
  },
  view: statusView,
});

export default command;

function report(database: Database, project: StatusReport['project'], context: CommandContext): StatusReport {
  const desk = {
    clock: context.clock,
    processes: context.processes,
    terms: leaseTerms(context.config.number('state.lease_seconds')),
  };
  const standing = (row: RunRow): RunStanding => {
    const { input: _, ...run } = recordOf(desk, row);
    return { ...run, cost: sumCost(database, run.id) };
  };
  const running = listRuns(database, { status: 'running' });
  const isLive = (row: RunRow): boolean => row.hold !== undefined && isHeld(desk, row.hold);
  const byStatus = countByStatus(database);
  const last = findLastEnded(database);
  return {
    project,
    at: context.clock.now(),
    specs: {
      total: Object.values(byStatus).reduce((sum, count) => sum + count, 0),
      byStatus,
      notable: listNotable(database, NOTABLE),
    },
    live: running.filter(isLive).map(standing),
    cutOff: running.filter((row) => !isLive(row)).map(standing),
    last: last === undefined ? undefined : standing(last),
    cost: sumCost(database),
  };
}
