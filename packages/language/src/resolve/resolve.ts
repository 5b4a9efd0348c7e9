/** One pipeline of the syntax tree, resolved: every block read by the schema, then the whole checked. */

import type { AstNode } from 'langium';
import type { Backbone } from '../backbones/card.js';
import { nearest } from '../checks/did-you-mean.js';
import { duplicateBlock } from '../checks/names/duplicate-block.js';
import { emptyName } from '../checks/names/empty-name.js';
import { missingBlock } from '../checks/names/missing-block.js';
import { strayPropertyOfPipeline } from '../checks/names/stray-property.js';
import { unknownStructure } from '../checks/names/unknown-structure.js';
import type { Rule } from '../checks/rule.js';
import { placeOfPath, runChecks } from '../checks/run.js';
import { badString } from '../checks/syntax/bad-string.js';
import type { Diagnostic } from '../diagnostic.js';
import type { Let, Pipeline as PipelineNode } from '../grammar/generated/ast.js';
import type { TlpServices } from '../grammar/services.js';
import { homesOf } from '../schema/index.js';
import type { Place } from '../schema/value.js';
import { resolveBackbone } from './backbone.js';
import { looseProperty, writtenProperty } from './block.js';
import { resolveData } from './data.js';
import type { Surroundings } from './evaluate.js';
import { resolveHead } from './head.js';
import type { Home } from './inherited.js';
import { createJournal, type Journal } from './journal.js';
import { letNamesOf, letsOf } from './lets.js';
import { type Line, lineOf } from './line.js';
import type { OverrideSet } from './overrides.js';
import { checkParents } from './parents.js';
import type { Pipeline } from './pipeline.js';
import { placeOf, placeOfKeyword, placeOfPart } from './place.js';
import { resolveSchedule } from './schedule.js';
import { readStrays } from './strays.js';

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
   * The blocks of a kind, at most one of each pipeline of the line, the nearest first; the absence of any and a
   * second one are reported.
   */
  inherit<N extends AstNode>(kind: string, blocks: (node: PipelineNode) => readonly N[]): readonly N[];
}

/** A pipeline as far as it could be read; what is wrong or missing is replaced by a stand-in. */
export interface Draft {
  readonly pipeline: Pipeline;
  readonly backbone: Backbone;
  /** Dotted paths at and under which nothing can be relied on. */
  readonly broken: ReadonlySet<string>;
  /** What a rule has to say of the value at a path. Absent where the pipeline is not meant to be run as it is. */
  tell?<Args>(rule: Rule<Args>, args: Args, path: string): Diagnostic;
}

export interface Resolved {
  /** Absent where there is an error. */
  readonly pipeline?: Pipeline;
  /** Absent where the backbone is not known. */
  readonly draft?: Draft;
  readonly diagnostics: readonly Diagnostic[];
}

const blocksOfPipeline = ['backbone', 'data', 'head', 'schedule'];

export function resolvePipeline(node: PipelineNode, resolving: Resolving): Resolved {
  const context = createContext(node, resolving);
  const { journal, file, name } = context;
  const { reader } = journal;

  if (!node.name)
    journal.reportAt('name', emptyName, { keyword: 'pipeline' }, placeOfKeyword(node, 'pipeline'));
  if (node.badDescription !== undefined) {
    const at = placeOfPart(node, 'badDescription');
    journal.reportAt('description', badString, { text: node.badDescription }, at);
  }
  checkParents(context.line, journal, resolving.seesAll);
  readStrays(node.strays, blocksOfPipeline, reader(''));
  for (const property of [...node.properties, ...node.loose]) {
    const keyword = property.$type === 'LooseProperty' ? property.name : undefined;
    if (keyword !== undefined && nearest(keyword, blocksOfPipeline) !== undefined) {
      const at = placeOfPart(property, 'name');
      journal.reportAt('', unknownStructure, { name: keyword, known: blocksOfPipeline, homes: [] }, at);
      continue;
    }
    const written =
      property.$type === 'LooseProperty'
        ? looseProperty(property, context.around)
        : writtenProperty(property, context.around);
    if (!written) continue;
    const homes = homesOf(written.name);
    journal.reportAt('', strayPropertyOfPipeline, { name: written.name, homes }, written.nameAt);
  }

  const backbone = resolveBackbone(context, reader('backbone'));
  const data = resolveData(context, reader('data'));
  const head = resolveHead(context, reader('head'));
  // Folders name one class each.
  const task = 'classification' as const;
  const schedule = resolveSchedule(context, backbone?.card, task, reader('schedule'));

  if (!backbone) return { diagnostics: journal.diagnostics };
  const pipeline: Pipeline = {
    name,
    description: context.line.pipelines.find((each) => each.description !== undefined)?.description ?? '',
    file,
    backbone: backbone.choice,
    task,
    data,
    head,
    schedule,
    origins: journal.origins,
  };
  const draft: Draft = { pipeline, backbone: backbone.card, broken: journal.broken };
  // What is left open is checked where it is filled in.
  if (!isWhole(context.line)) return { draft, diagnostics: journal.diagnostics };
  const tell: Draft['tell'] = (rule, args, path) =>
    journal.diagnosticAt(rule, args, placeOfPath(path, journal, context.places));
  const graph = context.services.backbones.Builtin.graph(backbone.card);
  runChecks({ pipeline, backbone: backbone.card, graph }, journal, context.places);
  const wrong = journal.diagnostics.some((d) => d.severity === 'error');
  return { draft: { ...draft, tell }, diagnostics: journal.diagnostics, ...(wrong ? {} : { pipeline }) };
}

/** Neither abstract nor cut off from what it extends. */
const isWhole = ({ pipelines, brokenAt }: Line): boolean => !pipelines[0]?.abstract && !brokenAt;

function createContext(node: PipelineNode, resolving: Resolving): Context {
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
  const inherit: Context['inherit'] = (kind, blocks) => {
    const found = line.pipelines.flatMap((member) => {
      const [first, ...rest] = blocks(member);
      for (const block of rest) journal.reportAt(kind, duplicateBlock, { kind }, placeOf(block));
      return first ?? [];
    });
    const [nearest] = found;
    if (nearest) places.set(kind, placeOf(nearest));
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
