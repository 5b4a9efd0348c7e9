/** What the parts of one pipeline are read with. */
import type { AstNode } from 'langium';
import { duplicateBlock } from '../checks/names/duplicate-block.js';
import { missingBlock } from '../checks/names/missing-block.js';
import type { Let, Pipeline as PipelineNode } from '../grammar/generated/ast.js';
import type { TlpServices } from '../grammar/services.js';
import type { Place } from '../schema/value.js';
import type { Surroundings } from './evaluate.js';
import type { Home } from './inherited.js';
import { createJournal, type Journal } from './journal.js';
import { letNamesOf, letsOf } from './lets.js';
import { type Line, lineOf } from './line.js';
import type { OverrideSet } from './overrides.js';
import { placeOf, placeOfPart } from './place.js';

/** What resolving a file has at hand, beside the pipeline itself. */
export interface Resolving {
  readonly file: string;
  readonly services: TlpServices;
  readonly overrides: OverrideSet;
  readonly env: Readonly<Record<string, string | undefined>> | undefined;
  /** False where a file that is imported could not be read: what is not found may stand there. */
  readonly seesAll: boolean;
  /** Told of each `let` that is used, and by which part of the tree. */
  used(definition: Let, by: AstNode): void;
}

/** What the parts of a pipeline are read with. */
export interface Context {
  readonly node: PipelineNode;
  /** The pipeline and what it extends. */
  readonly line: Line;
  readonly name: string;
  readonly file: string;
  readonly services: TlpServices;
  readonly overrides: OverrideSet;
  readonly around: Surroundings;
  readonly journal: Journal;
  /** Where blocks stand, by path. */
  readonly places: Map<string, Place>;
  /**
   * The blocks of a kind, at most one of each pipeline of the line, the nearest first. A second one is reported, and
   * the absence of any unless it `may` be absent.
   */
  inherit<N extends AstNode>(
    kind: string,
    blocks: (node: PipelineNode) => readonly N[],
    absence?: 'may',
  ): readonly N[];
}

/** Neither abstract nor cut off from what it extends. */
export const isWhole = ({ pipelines, brokenAt }: Line): boolean => !pipelines[0]?.abstract && !brokenAt;

export function createContext(node: PipelineNode, resolving: Resolving): Context {
  const { file, services, overrides, env, used } = resolving;
  const line = lineOf(node);
  const journal = createJournal(homeOf(line, file), !isWhole(line));
  const name = node.name ?? '';
  const around: Surroundings = {
    letOf: letsOf({ line, name, overrides, journal, used }),
    letNames: letNamesOf(line),
    followed: { count: 0 },
    env,
    report: journal.report,
    hide: journal.hide,
    parseValue(text) {
      const property = overrides.parse('value', text);
      return property?.$type === 'LabelledProperty' && property.values.length === 1
        ? property.values[0]
        : undefined;
    },
  };
  const places = new Map<string, Place>([['', placeOf(node)]]);
  const inherit: Context['inherit'] = (kind, blocks, absence) => {
    const found = line.pipelines.flatMap((member) => {
      const [first, ...rest] = blocks(member);
      for (const block of rest) journal.reportAt(kind, duplicateBlock, { kind }, placeOf(block));
      return first ?? [];
    });
    const [nearest] = found;
    if (nearest) places.set(kind, placeOf(nearest));
    else if (absence === 'may') places.set(kind, headerOf(node));
    else journal.reportAt(kind, missingBlock, { kind, pipeline: name }, headerOf(node));
    return found;
  };
  return { node, line, name, file, services, overrides, around, journal, places, inherit };
}

function homeOf({ pipelines: [node, ...ancestors] }: Line, file: string): Home {
  const extendsAt = node?.parent ? placeOfPart(node, 'parent') : node ? headerOf(node) : {};
  return { file, ancestors: ancestors.map(placeOf), extendsAt };
}

/** The pipeline's first line, so that a message about the whole does not underline the whole. */
function headerOf(node: PipelineNode): Place {
  const { range, file } = placeOf(node);
  if (!range) return {};
  const name = node.name ? placeOfPart(node, 'name').range : undefined;
  const end = name?.line === range.line ? name.endColumn : range.column + 'pipeline'.length;
  return {
    ...(file === undefined ? {} : { file }),
    range: { ...range, endLine: range.line, endColumn: Math.min(end, endOf(range)) },
  };
}

const endOf = (range: { line: number; endLine: number; endColumn: number }): number =>
  range.line === range.endLine ? range.endColumn : Number.POSITIVE_INFINITY;
