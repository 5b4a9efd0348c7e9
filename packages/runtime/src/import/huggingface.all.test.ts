/** What `huggingface.test.ts` leaves out: the other networks on TensorFlow, and their training. */
import { describe } from 'vitest';
import { folderGolden, folderNames } from '../testing/huggingface-folder.js';
import {
  computesEveryLayer,
  folderUnderTest,
  isTrained,
  takesThreeSteps,
} from '../testing/transformers-parity.js';

describe.each(folderNames().filter((name) => !isTrained(name)))('%s', (name) => {
  const network = folderUnderTest(name);
  computesEveryLayer(name, network, ['tensorflow']);
  takesThreeSteps(network, folderGolden(name).steps, 1e-2);
});
