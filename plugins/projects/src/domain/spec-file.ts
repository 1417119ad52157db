export interface SpecFile {
  readonly name: string;
  readonly text: string;
}

/** A spec in the structure that mmm reads, numbered behind those that are there. */
export function specFile(slug: string, existing: readonly string[]): SpecFile {
  const numbers = existing.map((name) => Number(/^\d+/.exec(name)?.[0] ?? 0));
  const number = String(Math.max(0, ...numbers) + 1).padStart(2, '0');
  const words = slug.replaceAll(/[-_]+/g, ' ');
  const title = words.charAt(0).toUpperCase() + words.slice(1);
  return { name: `${number}-${slug}.md`, text: structure(title) };
}

/** The file of that name among those that are there, whatever its number. */
export function existingSpec(slug: string, existing: readonly string[]): string | undefined {
  return existing.find((name) => name.replace(/^\d+[A-Za-z]?-/, '') === `${slug}.md`);
}

function structure(title: string): string {
  return `# Feature: ${title}

## Objective
Brief description of what needs to be implemented.

## Acceptance Criteria
- [ ] Criterion 1
- [ ] Criterion 2
- [ ] Criterion 3

## Technical Details
Any specific technical requirements or constraints.
`;
}
