import { expect, test } from 'vitest';
import { fixesOf } from '../editor/fixes/index.js';
import { sceneOf } from '../editor/testing.js';

test.each(['p', 'pip', 'pipelin flowers', 'pipelin flowers {', 'p\n\npipeline a {\n}\n'])(
  'the first message about `%s` is that another keyword was meant',
  (text) => {
    const { snapshot } = sceneOf(text);
    const { diagnostics } = snapshot.analysis;
    const found = diagnostics.filter(({ code }) => code === 'TLP003' || code === 'TLP100');
    expect(found.map(({ code, remedy }) => [code, remedy])).toEqual([['TLP100', 'Did you mean `pipeline`?']]);
    expect(fixesOf(found[0]!, snapshot)).toMatchObject([{ title: 'Write `pipeline`' }]);
  },
);

test('a word that is near to no keyword is told so, and which there are', () => {
  const { snapshot } = sceneOf('wombat');
  expect(snapshot.analysis.diagnostics).toMatchObject([
    { code: 'TLP100', remedy: 'Allowed here: `pipeline`.' },
  ]);
});
