import { nearest } from '../checks/did-you-mean.js';
import { emptyName } from '../checks/names/empty-name.js';
import { strayPropertyOfPipeline } from '../checks/names/stray-property.js';
import { unknownStructure } from '../checks/names/unknown-structure.js';
import { placeOfPath, runChecks } from '../checks/run.js';
import { badString } from '../checks/syntax/bad-string.js';
import type { Pipeline as PipelineNode } from '../grammar/generated/ast.js';
import { backboneFor } from '../modalities/index.js';
import { homesOf } from '../schema/index.js';
import { resolveBackbone } from './backbone.js';
import { looseProperty, writtenProperty } from './block.js';
import { createContext, isWhole, type Resolving } from './context.js';
import { resolveData } from './data.js';
import type { Draft, Resolved } from './draft.js';
import { resolveExpect } from './expect.js';
import { headSite, resolveHead } from './head.js';
import { taskOfLabels } from './labels.js';
import { withoutAdviceOnRecipe } from './of-recipe.js';
import { checkParents } from './parents.js';
import type { Pipeline } from './pipeline.js';
import { placeOfKeyword, placeOfPart } from './place.js';
import { resolveSchedule } from './schedule.js';
import { readStrays } from './strays.js';
import { resolveSweep } from './sweep.js';

const blocksOfPipeline = ['backbone', 'data', 'head', 'schedule', 'expect', 'sweep'];

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
  const card = backbone && backboneFor(backbone.card, data);
  const task = taskOfLabels(data.labels);
  const { Builtin } = context.services.backbones;
  const schedule = resolveSchedule(context, card, task, reader('schedule'));
  const solved = schedule.phases.some(({ solve }) => solve !== undefined);
  const head = resolveHead(context, reader('head'), () =>
    headSite(card, (known) => Builtin.graph(known), task, solved),
  );
  const expect = resolveExpect(context, task, reader('expect'));
  const sweep = resolveSweep(context, { data, schedule, card }, reader('sweep'));

  if (!backbone || !card) return { diagnostics: journal.diagnostics };
  const pipeline: Pipeline = {
    name,
    description: context.line.pipelines.find((each) => each.description !== undefined)?.description ?? '',
    file,
    backbone: backbone.choice,
    task,
    data,
    head,
    schedule,
    ...(expect.length > 0 && { expect }),
    ...(sweep && { sweep }),
    origins: journal.origins,
  };
  const draft: Draft = { pipeline, backbone: card, broken: journal.broken };
  // What is left open is checked where it is filled in.
  if (!isWhole(context.line)) return { draft, diagnostics: journal.diagnostics };
  const tell: Draft['tell'] = (rule, args, path) =>
    journal.diagnosticAt(rule, args, placeOfPath(path, journal, context.places));
  const graph = Builtin.graph(card);
  runChecks({ pipeline, backbone: card, graph }, journal, context.places);
  const wrong = journal.diagnostics.some((d) => d.severity === 'error');
  const diagnostics = withoutAdviceOnRecipe(journal.diagnostics, journal.origins);
  return { draft: { ...draft, tell }, diagnostics, ...(wrong ? {} : { pipeline }) };
}
