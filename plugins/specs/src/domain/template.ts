export interface NewSpec {
  readonly title: string;
  /** Names of specs. */
  readonly dependsOn: readonly string[];
}

/** A new spec file in the structure that mmm reads; its placeholders do not pass the linter. */
export function specText({ title, dependsOn }: NewSpec): string {
  const frontMatter = dependsOn.length === 0 ? '' : `---\ndepends_on: ${JSON.stringify(dependsOn)}\n---\n\n`;
  return `${frontMatter}# Feature: ${title}

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

/** `my-feature` as a title: `My feature`. */
export function titleFromName(name: string): string {
  const words = name.replace(/[-_\s]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
