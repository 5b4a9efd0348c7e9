/** One pipeline of the syntax tree, resolved: every block read by the schema, then the whole checked. */

import type { AstNode } from 'langium';
import type { Backbone } from '../backbones/card.js';
import { duplicateBlock } from '../checks/duplicate-block.js';
import { emptyName } from '../checks/empty-name.js';
import { missingBlock } from '../checks/missing-block.js';
import { runChecks } from '../checks/run.js';
import { strayPropertyOfPipeline } from '../checks/stray-property.js';
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
import { createJournal, type Journal } from './journal.js';
import type { OverrideSet } from './overrides.js';
import type { Pipeline } from './pipeline.js';
import { placeOf } from './place.js';
import { resolveSchedule } from './schedule.js';
import { readStrays } from './strays.js';

/** What resolving a file has at hand, beside the pipeline itself. */
export interface Resolving {
  readonly file: string;
  readonly services: TlpServices;
  readonly overrides: OverrideSet;
  readonly env: Readonly<Record<string, string | undefined>> | undefined;
  readonly lets: readonly Let[];
  used(definition: Let): void;
}

/** What the parts of a pipeline are read with. */
export interface Context {
  readonly node: PipelineNode;
  readonly name: string;
  readonly file: string;
  readonly services: TlpServices;
  readonly overrides: OverrideSet;
  readonly around: Surroundings;
  readonly journal: Journal;
  /** Where blocks stand, by path. */
  readonly places: Map<string, Place>;
  /** The only block of a kind; its absence or a second one is reported. */
  only<N extends AstNode>(kind: string, found: readonly N[]): N | undefined;
}

/** A pipeline as far as it could be read; what is wrong or missing is replaced by a stand-in. */
export interface Draft {
  readonly pipeline: Pipeline;
  readonly backbone: Backbone;
  /** Dotted paths at and under which nothing can be relied on. */
  readonly broken: ReadonlySet<string>;
}

export interface Resolved {
  /** Absent where there is an error. */
  readonly pipeline?: Pipeline;
  /** Absent where the backbone is not known. */
  readonly draft?: Draft;
  readonly diagnostics: readonly Diagnostic[];
}

export function resolvePipeline(node: PipelineNode, resolving: Resolving): Resolved {
  const context = createContext(node, resolving);
  const { journal, file, name } = context;
  const { reader } = journal;

  if (!node.name) journal.reportAt('name', emptyName, { keyword: 'pipeline' }, placeOf(node));
  readStrays(node.strays, ['backbone', 'data', 'head', 'schedule'], reader(''));
  for (const property of [...node.properties, ...node.loose]) {
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
  const schedule = resolveSchedule(context, backbone?.card, reader('schedule'));

  if (!backbone) return { diagnostics: journal.diagnostics };
  const pipeline: Pipeline = {
    name,
    description: node.description ?? '',
    file,
    backbone: backbone.choice,
    data,
    head,
    schedule,
    origins: journal.origins,
  };
  const graph = context.services.backbones.Builtin.graph(backbone.card);
  runChecks({ pipeline, backbone: backbone.card, graph }, journal, context.places);
  const wrong = journal.diagnostics.some((d) => d.severity === 'error');
  const draft: Draft = { pipeline, backbone: backbone.card, broken: journal.broken };
  return { draft, diagnostics: journal.diagnostics, ...(wrong ? {} : { pipeline }) };
}

function createContext(node: PipelineNode, resolving: Resolving): Context {
  const { file, services, overrides, env, used } = resolving;
  const journal = createJournal(file);
  const name = node.name ?? '';
  const lets = new Map<string, Let>();
  for (const definition of [...resolving.lets, ...node.lets]) {
    if (definition.name) lets.set(definition.name, overriddenLet(definition, name, overrides));
  }
  const originals = new Map(
    [...resolving.lets, ...node.lets].map((definition) => [definition.name, definition]),
  );
  const around: Surroundings = {
    lets,
    env,
    report: journal.report,
    parseValue(text) {
      const property = overrides.parse('value', text);
      return property?.$type === 'LabelledProperty' && property.values.length === 1
        ? property.values[0]
        : undefined;
    },
    used(word) {
      const definition = originals.get(word);
      if (definition) used(definition);
    },
  };
  const places = new Map<string, Place>([['', placeOf(node)]]);
  const only: Context['only'] = (kind, found) => {
    const [first, ...rest] = found;
    for (const block of rest) journal.reportAt(kind, duplicateBlock, { kind }, placeOf(block));
    if (first) places.set(kind, placeOf(first));
    else journal.reportAt(kind, missingBlock, { kind, pipeline: name }, headerOf(node));
    return first;
  };
  return { node, name, file, services, overrides, around, journal, places, only };
}

/** The pipeline's first line, so that a message about the whole does not underline the whole. */
function headerOf(node: PipelineNode): Place {
  const { range } = placeOf(node);
  if (!range) return {};
  const width = 'pipeline'.length + (node.name ? node.name.length + 1 : 0);
  return {
    range: { ...range, endLine: range.line, endColumn: Math.min(range.column + width, endOf(range)) },
  };
}

const endOf = (range: { line: number; endLine: number; endColumn: number }): number =>
  range.line === range.endLine ? range.endColumn : Number.POSITIVE_INFINITY;

/** A `let` with the value that `--set let.NAME=…` gives it. */
function overriddenLet(definition: Let, pipeline: string, overrides: OverrideSet): Let {
  const override = overrides.at(pipeline, `let.${definition.name}`);
  const property = override && overrides.parse('value', override.value);
  const value = property?.$type === 'LabelledProperty' ? property.values[0] : undefined;
  return value ? { ...definition, value } : definition;
}
