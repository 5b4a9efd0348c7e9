/**
 * The names of a checkpoint's variables. Keys are paths through Python's objects
 * (`layer_with_weights-0/kernel/.ATTRIBUTES/VARIABLE_VALUE`); the object graph beside them
 * (tensorflow/core/protobuf/trackable_object_graph.proto) keeps what the variables were called (`conv1/kernel`).
 */
import type { Message } from '@tlp/language/protobuf/message.js';
import { groupedNames } from '@tlp/language/weights/keras/grouped-names.js';

export const objectGraphKey = '_CHECKPOINTABLE_OBJECT_GRAPH';

/** State of the training, by key or by name. */
const training =
  /(?:^|\/)(?:optimizer|_optimizer|keras_api|save_counter|seed_generator\w*|_seed_generators?)(?:\/|$)|\.OPTIMIZER_SLOT/;

/** Whether a key is of the training rather than of the model. */
export const isTraining = (key: string): boolean => training.test(key);

/**
 * Names by key, of the variables of the model. A key whose variable has no name of its own, or shares it, keeps its path. What
 * Keras 3 exports holds every variable twice, the second time in a list of all.
 */
export function variableNames(graph: Message, keys: readonly string[]): ReadonlyMap<string, string> {
  const full = new Map<string, string>();
  for (const node of graph.messages(1)) {
    for (const attribute of node.messages(2)) {
      if (attribute.text(1) === 'VARIABLE_VALUE') full.set(attribute.text(3), attribute.text(2));
    }
  }
  const names = groupedNames([...new Set(keys.flatMap((key) => full.get(key) || []))]);
  const nameOf = (key: string): string | undefined => names.get(full.get(key) ?? '');
  const own = new Set(keys.filter((key) => !listOfAll.test(key)).map(nameOf));
  const kept = keys.filter((key) => {
    const name = nameOf(key);
    return !isTraining(name ?? '') && !(name !== undefined && listOfAll.test(key) && own.has(name));
  });
  const used = new Map<string, number>();
  for (const key of kept) used.set(nameOf(key) ?? key, (used.get(nameOf(key) ?? key) ?? 0) + 1);
  return new Map(
    kept.map((key) => {
      const name = nameOf(key);
      const plain = key.replace(/\/\.ATTRIBUTES\/VARIABLE_VALUE$/, '');
      return [key, name !== undefined && used.get(name) === 1 ? name : plain];
    }),
  );
}

const listOfAll = /^_all_variables\//;
