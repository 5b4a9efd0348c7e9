/** For tests: of which backbones there are goldens, one of each family apart. */
import { backbones } from '@tlp/language/backbones/catalogue.js';
import { groupBy } from '../data/groups.js';
import { referencesOf } from './goldens.js';
import { referencedBackbone } from './reference-network.js';

/** Names of references: of each family that of the fewest parameters, and all others. */
export function referencesOfFamilies(): {
  readonly smallest: readonly string[];
  readonly others: readonly string[];
} {
  const names = referencesOf(backbones);
  const cards = new Map(names.map((name) => [name, referencedBackbone(name)!]));
  const families = groupBy(names, (name) => cards.get(name)!.family);
  const size = (name: string): number => cards.get(name)!.parameters;
  const smallest = [...families.values()].map((all) => all.reduce((a, b) => (size(b) < size(a) ? b : a)));
  return { smallest, others: names.filter((name) => !smallest.includes(name)) };
}
