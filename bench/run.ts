// Prints how long things take, each against its floor in the same run. Never gates anything.
import { cpus } from 'node:os';
import { firstIndex } from './first-index.ts';
import { iteration } from './iteration.ts';
import type { Row } from './measure.ts';
import { startUp } from './start-up.ts';

const HEAD = ['what', 'floor', 'measured', 'ratio', 'aim', 'memory'];

function cellsOf({ what, floorMs, measuredMs, aim, memoryMb }: Row): readonly string[] {
  const goal = aim === undefined ? '-' : `${aim.toFixed(1)}x`;
  const ratio = `${(measuredMs / floorMs).toFixed(2)}x`;
  return [what, time(floorMs), time(measuredMs), ratio, goal, `${memoryMb.toFixed(0)} MB`];
}

function time(ms: number): string {
  return ms < 1_000 ? `${ms.toFixed(1)} ms` : `${(ms / 1_000).toFixed(2)} s`;
}

function print(rows: readonly (readonly string[])[]): void {
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  for (const row of rows) {
    const cells = row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
    );
    process.stdout.write(`${cells.join('   ')}\n`);
  }
}

const cores = cpus();
process.stdout.write(`Node ${process.version}, ${cores.length} cores, ${cores[0]?.model ?? 'unknown'}\n\n`);
print([HEAD, ...[...startUp(), ...firstIndex(), ...iteration()].map(cellsOf)]);
