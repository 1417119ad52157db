import { describe, expect, it } from 'vitest';
import { type OrderMode, type OrderResult, orderSpecs } from '../../src/domain/order.ts';

type Written = readonly [name: string, ...dependencies: string[]];

function order(specs: readonly Written[], mode: OrderMode = 'depends'): OrderResult {
  return orderSpecs(
    specs.map(([name, ...texts]) => ({
      name,
      number: /^(\d+[A-Za-z]?)-/.exec(name)?.[1],
      id: name === '05-login' ? 'auth' : undefined,
      path: `specs/${name}.md`,
      dependencies: texts.map((text, index) => ({
        text,
        at: { path: `specs/${name}.md`, line: 3, column: index + 1 },
      })),
    })),
    mode,
  );
}

describe('order', () => {
  it('follows the numbers where nothing else is said', () => {
    const { names } = order([['readme-first'], ['10-a'], ['102A-c'], ['2-b'], ['102-d'], ['02-a']]);
    expect(names).toEqual(['02-a', '2-b', '10-a', '102-d', '102A-c', 'readme-first']);
  });

  it('puts a spec behind what it depends on', () => {
    const { names } = order([['01-a', '03'], ['02-b'], ['03-c', '04'], ['04-d']]);
    expect(names).toEqual(['02-b', '04-d', '03-c', '01-a']);
  });

  it.each([
    '05-login',
    '05-LOGIN',
    '05-login.md',
    'auth',
    '5',
    '05',
    'Spec 5',
    'Specification 05: Log people in',
    '5 (login)',
    '#5',
    'login',
    'specs/05-login.md',
    './05-login.md',
    '[Login](05-login.md)',
    '[Login](./05-login.md#objective)',
    '`05-login`',
  ])('finds "%s"', (reference) => {
    const { dependencies, findings } = order([['05-login'], ['06-logout', reference]]);
    expect(findings).toEqual([]);
    expect(dependencies['06-logout']).toEqual(['05-login']);
  });

  it('says where a dependency is unknown, and what was meant', () => {
    const { names, findings } = order([['05-login'], ['06-logout', '05-logni', 'nothing like it']]);
    expect(names).toHaveLength(2);
    expect(findings).toMatchObject([
      {
        rule: 'unknown-dependency',
        severity: 'warning',
        hint: 'Did you mean "05-login"?',
        at: { line: 3, column: 1 },
      },
      { rule: 'unknown-dependency', severity: 'warning', at: { line: 3, column: 2 } },
    ]);
  });

  it('says where a number means two specs', () => {
    const { dependencies, findings } = order([['49-a'], ['49-b'], ['53-c', '49']]);
    expect(dependencies['53-c']).toEqual([]);
    expect(findings[0]?.message).toBe('The dependency "49" means 2 specs and is left out: 49-a, 49-b.');
  });

  it('names a circle with its whole chain, and orders the rest', () => {
    const { names, cycles, findings } = order([
      ['01-a', '03'],
      ['02-b', '01'],
      ['03-c', '02'],
      ['04-d', '03'],
      ['05-e'],
    ]);
    expect(cycles).toEqual([['01-a', '03-c', '02-b', '01-a']]);
    expect(names).toHaveLength(5);
    expect(findings[0]).toMatchObject({
      rule: 'dependency-cycle',
      message: 'Specs depend on each other in a circle: 01-a -> 03-c -> 02-b -> 01-a.',
      at: { path: 'specs/01-a.md', line: 3 },
    });
  });

  it('names a spec that depends on itself', () => {
    expect(order([['01-a', '1']]).cycles).toEqual([['01-a', '01-a']]);
  });

  it('by number makes each numbered spec wait for the one before it', () => {
    const { names, dependencies } = order([['10-c'], ['notes'], ['2-b'], ['1-a']], 'number');
    expect(names).toEqual(['1-a', '2-b', '10-c', 'notes']);
    expect(dependencies).toEqual({ '1-a': [], '2-b': ['1-a'], '10-c': ['2-b'], notes: [] });
  });
});
