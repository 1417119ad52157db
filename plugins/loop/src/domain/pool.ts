// The run's own budget, shared by specs that run side by side: reserved before a call, so that together they cannot
// pass it.
import { money } from './decide.ts';

export interface Pool {
  /** A spec has ended: only what it spent counts from now on. */
  settle(spec: string, spent: number): void;
  /** What the others leave of it to a spec that has spent so much. */
  left(spec: string, spent: number): number;
  /** Reserves for the spec's next call, or says why not. A spec's new reservation replaces its last one. */
  reserve(
    spec: string,
    spent: number,
    amount: number,
  ): { readonly kind: 'end'; readonly status: 'paused'; readonly reason: string } | undefined;
}

export function createPool(cap: number): Pool {
  const claimed = new Map<string, number>();
  const othersThan = (spec: string): number =>
    [...claimed].reduce((sum, [name, usd]) => (name === spec ? sum : sum + usd), 0);
  return {
    settle(spec, spent) {
      claimed.set(spec, spent);
    },
    left: (spec, spent) => cap - othersThan(spec) - spent,
    reserve(spec, spent, amount) {
      const others = othersThan(spec);
      if (others + spent + amount > cap) {
        const total = money(others + spent);
        const reason = `${total} of the run's ${money(cap)} is spent or reserved and the next iteration may cost ${money(amount)}; mmm resume --raise-run-budget ${Math.ceil(cap * 2)} goes on`;
        return { kind: 'end', status: 'paused', reason };
      }
      claimed.set(spec, spent + amount);
      return undefined;
    },
  };
}
