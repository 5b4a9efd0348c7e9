/** The same bytes under two labels: whatever a model answers for them, it is wrong once. */
import { listed } from '@tlp/language/checks/listed.js';
import type { Diagnostic } from '@tlp/language/diagnostic.js';
import { groupBy } from './groups.js';
import type { FoundExample } from './types.js';

/** Leaves out every copy of an image that stands in several classes, and says so. */
export function dropContradictions<E extends FoundExample>(
  examples: readonly E[],
  classes: readonly string[],
  root: string,
): { examples: readonly E[]; warnings: Diagnostic[] } {
  const contradictory = [...groupBy(examples, (example) => example.hash).values()].filter((copies) =>
    copies.some((copy) => copy.target.join() !== copies[0]!.target.join()),
  );
  if (contradictory.length === 0) return { examples, warnings: [] };
  const dropped = new Set(contradictory.map((copies) => copies[0]!.hash));
  const names = [
    ...new Set(contradictory.flat().flatMap(({ target }) => target.map((label) => classes[label]!))),
  ];
  const several = `in several classes (${names.join(', ')}) and`;
  const what =
    contradictory.length === 1
      ? `One image is ${several} is left out`
      : `${contradictory.length} images are ${several} are left out`;
  const warning: Diagnostic = {
    code: 'TLP357',
    severity: 'warning',
    message: `${what}: ${listPairs(contradictory)}.`,
    remedy: 'Keep each image in the one class that is right.',
    file: root,
  };
  return { examples: examples.filter((example) => !dropped.has(example.hash)), warnings: [warning] };
}

/** `a = b, c = d and 4 more` */
export function listPairs(groups: readonly (readonly FoundExample[])[]): string {
  return listed(groups.map((copies) => copies.map((copy) => copy.id).join(' = ')));
}
