/** What of the words of a value fits what the pipeline predicts. */
import { measuredFor } from '../../run/expectations.js';
import { blocks } from '../../schema/index.js';
import type { ValueType } from '../../schema/types.js';
import { type TaskName, taskNames, tasks } from '../../tasks/index.js';
import type { MetricDefinition } from '../../tasks/metric.js';
import type { Cursor } from '../context/cursor.js';
import { around, type Block, childBlocks } from '../context/outline.js';
import type { Scene } from '../feature.js';
import { parentsOf } from './others.js';

/** Undefined where all of them may stand. */
export function wordsOfTask(
  type: ValueType<unknown> | undefined,
  scene: Scene,
  cursor: Cursor,
): readonly string[] | undefined {
  const { schedule, data } = blocks;
  const task = taskAround(scene, cursor);
  if (!task) return undefined;
  const { losses, balances } = tasks[task];
  switch (type) {
    // The same type as the metric of early stopping.
    case schedule.properties.monitor.type:
      return measuredAround(scene, cursor)?.flatMap(({ name, fixed }) => (fixed ? [] : [name]));
    case schedule.properties.loss.type:
      return losses;
    case data.properties.balance.type:
      return balances;
    default:
      return undefined;
  }
}

/** The metrics that the pipeline measures; undefined where nothing tells what it predicts. */
export function measuredAround(scene: Scene, cursor: Cursor): readonly MetricDefinition[] | undefined {
  const task = taskAround(scene, cursor);
  if (!task) return undefined;
  const members = blocksAround(scene, cursor, 'schedule').flatMap((block) => block.members);
  const written = new Map<string, string | undefined>();
  for (const member of members) {
    // What the pipeline itself says goes before what it extends says.
    if (member.kind === 'property' && !written.has(member.name.text))
      written.set(member.name.text, member.value?.text);
  }
  const asked = [...written].flatMap(([name, value]) => (value === 'none' ? [] : [[name, true]]));
  return measuredFor(task, Object.fromEntries(asked));
}

/** Those of the pipeline and of what it extends. */
function blocksAround(
  scene: Scene,
  { block, root }: Pick<Cursor, 'block' | 'root'>,
  keyword: 'data' | 'schedule',
): readonly Block[] {
  const pipeline = around(block, 'pipeline');
  if (!pipeline) return [];
  const parents = parentsOf(scene, { block: pipeline, root, uri: scene.snapshot.uri });
  return parents.flatMap((parent) => childBlocks(parent.pipeline, keyword));
}

/** Undefined where no data block is in sight that the task could follow from. */
export function taskAround(scene: Scene, { block, root }: Cursor): TaskName | undefined {
  const all = blocksAround(scene, { block, root }, 'data');
  for (const { members } of all) {
    const named = taskNames.find((task) =>
      members.some(
        (member) =>
          member.kind === 'property' &&
          member.name.text === tasks[task].answer.name &&
          !['none', 'folder', undefined].includes(member.value?.text),
      ),
    );
    if (named) return named;
  }
  return all.length > 0 ? 'classification' : undefined;
}
