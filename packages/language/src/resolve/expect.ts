import { notAComparison } from '../checks/expect/not-a-comparison.js';
import { unknownMeasure } from '../checks/expect/unknown-measure.js';
import { duplicateProperty } from '../checks/names/duplicate-property.js';
import type { Expectation as ExpectationNode, ExpectBlock } from '../grammar/generated/ast.js';
import { isLowerBound, metricsFor } from '../run/expectations.js';
import { expectBlock, measureOf, type Sign, signs, usualSign } from '../schema/expect.js';
import { nearestMeasure } from '../schema/near-measure.js';
import type { Reader } from '../schema/types.js';
import type { TaskName } from '../tasks/index.js';
import type { Context } from './context.js';
import { evaluate } from './evaluate.js';
import type { Override } from './overrides.js';
import type { Expectation } from './pipeline.js';
import { placeOf, placeOfPart } from './place.js';
import { readStrays } from './strays.js';

/**
 * The bounds of a pipeline and of those that it extends. Of two on the same side of one measure, the one of the nearer
 * block counts; `--set expect.test.accuracy=95%` comes before all that are written.
 */
export function resolveExpect(context: Context, task: TaskName, reader: Reader): readonly Expectation[] {
  const blocks = context.inherit('expect', (node) => node.expects, 'may');
  const found: Expectation[] = [];
  for (const block of blocks) {
    readStrays(block.strays, [], reader);
    readSlips(block, task, reader);
    const here: Expectation[] = [];
    for (const node of block.expectations) {
      const read = readExpectation(node, context, task, reader);
      if (!read) continue;
      if (here.some(sameSide(read))) {
        reader.under(read.name).report(duplicateProperty, { name: read.name }, placeOf(node));
      } else here.push(read);
    }
    found.push(...here.filter((nearer) => !found.some(sameSide(nearer))));
  }
  return overridden(found, context, reader);
}

const sameSide =
  (one: Expectation) =>
  (other: Expectation): boolean =>
    other.name === one.name && isLowerBound(other) === isLowerBound(one);

/** What has the form of a property: `accuracy: 90%`. */
function readSlips({ properties, loose }: ExpectBlock, task: TaskName, reader: Reader): void {
  for (const property of [...properties, ...loose]) {
    const name = property.name ?? '';
    const written = oneLine(property.$cstNode?.text ?? name);
    const value = written.slice(name.length).replace(/^\s*[:=]?\s*/, '');
    const meant = nearestMeasure(name, namesOf(task));
    const at = placeOf(property);
    if (meant === undefined) reader.report(unknownMeasure, { name, metrics: namesOf(task) }, at);
    else
      reader.report(notAComparison, { written, meant: written === '' ? '' : comparison(meant, value) }, at);
  }
}

const namesOf = (task: TaskName): readonly string[] => metricsFor(task).map(({ name }) => name);

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** With the sign that is usual for the measure. */
const comparison = (name: string, value: string): string =>
  `${name} ${signFor(name)} ${value === '' ? exampleValue(name) : value}`;

const signFor = (name: string): Sign => usualSign(measureOf(name)?.metric.better ?? 'lower');

const exampleValue = (name: string): string => expectBlock.properties[name]?.example.split(' ').at(-1) ?? '';

/** Signs that are written otherwise. */
const meantSigns: Readonly<Record<string, Sign>> = { '=>': '>=', '=<': '<=', '≥': '>=', '≤': '<=' };

const isSign = (text: string): text is Sign => (signs as readonly string[]).includes(text);

function readExpectation(
  node: ExpectationNode,
  { around }: Context,
  task: TaskName,
  reader: Reader,
): Expectation | undefined {
  const { name, sign, values } = node;
  if (!name || !sign) return undefined;
  const at = reader.under(name);
  const spec = Object.hasOwn(expectBlock.properties, name) ? expectBlock.properties[name] : undefined;
  if (!spec) return at.report(unknownMeasure, { name, metrics: namesOf(task) }, placeOfPart(node, 'name'));
  const place = placeOf(node);
  at.from(place);
  if (!isSign(sign)) {
    const written = oneLine(node.$cstNode?.text ?? name);
    const value = values[0]?.$cstNode?.text ?? '';
    const meant = meantSigns[sign];
    const instead = meant ? `${name} ${meant} ${value}` : comparison(name, value);
    return at.report(notAComparison, { written, meant: instead }, place);
  }
  const bound = spec.type.read(
    values.map((value) => evaluate(value, around)),
    at,
  );
  if (typeof bound !== 'number') {
    at.spoil();
    return undefined;
  }
  return { name, sign, bound };
}

/** `95%` keeps the sign that is written, or has the usual one; `>= 95%` brings its own. */
function overridden(
  written: readonly Expectation[],
  { overrides, name: pipeline, around }: Context,
  reader: Reader,
): readonly Expectation[] {
  const read = (name: string, { text, value }: Override): readonly Expectation[] => {
    const at = reader.under(name);
    const [, given, rest = ''] = /^([<>]=?)?\s*(.*)$/.exec(value) ?? [];
    const before = written.find((one) => one.name === name);
    const property = overrides.parse('value', rest);
    const sets = { set: text };
    at.from(sets);
    const values = property?.$type === 'LabelledProperty' ? property.values : [];
    const bound = expectBlock.properties[name]?.type.read(
      values.length > 0
        ? values.map((one) => evaluate(one, { ...around, source: sets }))
        : [{ kind: 'text', text: rest, at: sets }],
      at,
    );
    if (typeof bound !== 'number') return [];
    const sign = given !== undefined && isSign(given) ? given : (before?.sign ?? signFor(name));
    return [{ name, sign, bound }];
  };
  const set = Object.keys(expectBlock.properties).flatMap((name) => {
    const override = overrides.at(pipeline, `expect.${name}`);
    return override ? [{ name, bounds: read(name, override) }] : [];
  });
  const given = set.flatMap(({ bounds }) => bounds);
  // The bound on the other side stays.
  return [...written.filter((one) => !given.some(sameSide(one))), ...given];
}
