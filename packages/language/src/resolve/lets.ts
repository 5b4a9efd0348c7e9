/** Which `let` a word of a pipeline means, what it extends and the command line taken into account. */
import { type AstNode, AstUtils } from 'langium';
import { importAmbiguous } from '../checks/imports/import-ambiguous.js';
import type { Call, Let, Pipeline } from '../grammar/generated/ast.js';
import type { Definition, Surroundings } from './evaluate.js';
import type { Journal } from './journal.js';
import type { Line } from './line.js';
import type { OverrideSet } from './overrides.js';
import { placeOf } from './place.js';
import { letsNamed, sourceAt, visibleLets } from './visible.js';

interface Lets {
  readonly line: Line;
  readonly name: string;
  readonly overrides: OverrideSet;
  readonly journal: Journal;
  used(definition: Let, by: AstNode): void;
}

/**
 * A word is a `let` where it can see one of its name. The pipeline's own then goes before that of what it extends,
 * and any of a pipeline before those of files: that is how a child sets what its parent left open.
 */
export function letsOf({ line, name: pipeline, overrides, journal, used }: Lets): Surroundings['letOf'] {
  const own = line.pipelines[0]!;
  const sets = overriddenLets(line, pipeline, overrides);
  return (word: Call): Definition | undefined => {
    const name = word.word?.$refText ?? '';
    // The value of a `--set` stands in no file: its words mean what they mean in the pipeline.
    const at = AstUtils.findRootNode(word).$document ? word : own;
    const [seen, ...others] = letsNamed(name, at);
    if (!seen) return undefined;
    const definition =
      line.pipelines.flatMap(({ lets }) => lets).find((known) => known.name === name) ?? seen;
    if (definition === seen && others.length > 0) {
      const files = [seen, ...others].map((each) => sourceAt(each).file);
      journal.reportAt('', importAmbiguous, { kind: 'let', name, files }, placeOf(at));
    }
    used(seen, at);
    used(definition, at);
    return { definition, value: definition.value, ...sets.get(name) };
  };
}

/** Names that a word of the pipeline could mean. */
export const letNamesOf =
  (line: Line): Surroundings['letNames'] =>
  (word) => {
    const at = AstUtils.findRootNode(word).$document ? word : line.pipelines[0]!;
    return [...new Set(visibleLets(at).flatMap(({ name }) => name ?? []))];
  };

/** The values that `--set let.NAME=…` gives, by name. */
function overriddenLets(line: Line, pipeline: string, overrides: OverrideSet) {
  const given = new Map<string, Pick<Definition, 'value' | 'source'>>();
  if (overrides.overrides.length === 0) return given;
  const names = line.pipelines
    .flatMap((member: Pipeline) => visibleLets(member))
    .flatMap(({ name }) => name ?? []);
  for (const name of new Set(names)) {
    const override = overrides.at(pipeline, `let.${name}`);
    const property = override && overrides.parse('value', override.value);
    const value = property?.$type === 'LabelledProperty' ? property.values[0] : undefined;
    if (override && value) given.set(name, { value, source: { set: override.text } });
  }
  return given;
}
