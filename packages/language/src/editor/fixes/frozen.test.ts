import { expect, test } from 'vitest';
import { exampleText } from '../../checks/example.js';
import { sceneOf } from '../testing.js';
import { applyEdits } from './edit.js';
import { fixesOf } from './index.js';

/** The line of a phase after the first fix of what is wrong with it. */
function fixed(line: string): string | undefined {
  const { snapshot } = sceneOf(exampleText({ phase: `${line}\nepochs: 3\nlearning_rate: 1e-5` }));
  const [found] = snapshot.analysis.diagnostics.filter(({ severity }) => severity === 'error');
  const fix = found && fixesOf(found, snapshot).find(({ preferred }) => preferred);
  return fix && /^\s*(\S.*)\n\s*epochs/m.exec(applyEdits(snapshot.text.getText(), fix.edits))?.[1];
}

test.each([
  ['trainable: false', 'freeze: all'],
  ['trainable: True', 'freeze: none'],
  ['requires_grad: false', undefined],
  ['unfreeze: block6', 'freeze: all except block6'],
  ['unfreeze: block6, block7', 'freeze: all except block6, block7'],
  ['unfreeze: 20', undefined],
  ['frozen: true', 'freeze: all'],
  ['frozen: block1', 'freeze: block1'],
  ['freeze: true', 'freeze: all'],
  ['freeze: false', 'freeze: none'],
])('%s means %s', (line, expected) => {
  expect(fixed(line)).toBe(expected);
});
