// Which spec a reference means.
import { canonicalNumber } from './natural.ts';
import { type Reference, readReference } from './references.ts';

/** What a spec is called by. */
export interface Named {
  readonly name: string;
  readonly number: string | undefined;
  readonly id: string | undefined;
  readonly path: string;
}

export interface Directory {
  /** The names that the reference means: none, one, or several where it is ambiguous. */
  resolve(reference: string): readonly string[];
  /** The same, where nothing matches with the names that start with it. */
  resolveOrComplete(reference: string): readonly string[];
}

export function directoryOf(specs: readonly Named[]): Directory {
  // Most certain first: a match in an earlier table hides those in later ones.
  const byPath = indexed(specs, (spec) => spec.path.toLowerCase());
  const byName = indexed(specs, (spec) => spec.name.toLowerCase());
  const byId = indexed(specs, (spec) => spec.id?.toLowerCase());
  const byNumber = indexed(specs, (spec) =>
    spec.number === undefined ? undefined : canonicalNumber(spec.number),
  );
  const bySlug = indexed(specs, slugPart);

  const lookUp = ({ words, number }: Reference): readonly string[] => {
    for (const table of [byPath, byName, byId]) {
      for (const word of words) {
        const found = table.get(word);
        if (found !== undefined) return found;
      }
    }
    const numbered = number === undefined ? undefined : byNumber.get(canonicalNumber(number));
    if (numbered !== undefined) return numbered;
    for (const word of words) {
      const found = bySlug.get(word);
      if (found !== undefined) return found;
    }
    return [];
  };

  return {
    resolve: (reference) => lookUp(readReference(reference)),
    resolveOrComplete(reference) {
      const wanted = readReference(reference);
      const found = lookUp(wanted);
      // A number is whole: 10 must never become 101.
      if (found.length > 0 || wanted.number !== undefined) return found;
      const starts = (text: string | undefined): boolean =>
        text !== undefined && wanted.words.some((word) => text.toLowerCase().startsWith(word));
      const completed = specs.filter((spec) => starts(spec.name) || starts(slugPart(spec)));
      return completed.map((spec) => spec.name);
    },
  };
}

/** `database-schema` of `02-database-schema`: what people write who do not know the number. */
function slugPart({ name, number }: Named): string | undefined {
  if (number === undefined || !name.startsWith(number)) return undefined;
  return name.slice(number.length + 1).toLowerCase() || undefined;
}

function indexed(
  specs: readonly Named[],
  keyOf: (spec: Named) => string | undefined,
): ReadonlyMap<string, readonly string[]> {
  const table = new Map<string, string[]>();
  for (const spec of specs) {
    const key = keyOf(spec);
    if (key === undefined) continue;
    const names = table.get(key);
    if (names === undefined) table.set(key, [spec.name]);
    else names.push(spec.name);
  }
  return table;
}
