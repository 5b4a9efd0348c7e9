/** What of the words of a value fits what the pipeline predicts. */
import { metricsFor } from '../../run/expectations.js';
import { blocks } from '../../schema/index.js';
import type { ValueType } from '../../schema/types.js';
import { type TaskName, taskNames, tasks } from '../../tasks/index.js';
import type { Cursor } from '../context/cursor.js';
import { around, childBlocks } from '../context/outline.js';
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
      return metricsFor(task).map(({ name }) => name);
    case schedule.properties.loss.type:
      return losses;
    case data.properties.balance.type:
      return balances;
    default:
      return undefined;
  }
}

/** Undefined where no data block is in sight that the task could follow from. */
export function taskAround(scene: Scene, { block, root }: Cursor): TaskName | undefined {
  const pipeline = around(block, 'pipeline');
  if (!pipeline) return undefined;
  const parents = parentsOf(scene, { block: pipeline, root, uri: scene.snapshot.uri });
  const all = parents.flatMap((parent) => childBlocks(parent.pipeline, 'data'));
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
