import { expect, test } from 'vitest';
import { words } from './words.js';

const spam = {
  id: 'mails.csv:3',
  output: 1,
  isRight: false,
  words: [
    { text: 'Free', score: 0.5 },
    { text: ' ', score: null },
    { text: '<b>', score: -0.25 },
    { text: ' ', score: null },
    { text: 'the', score: 0.001 },
  ],
};
const options = { outputs: ['ham', 'spam'], judged: true };

test('words are marked by line, shade and number, and escaped', () => {
  const { markup } = words({ examples: [spam] }, options)!;
  expect(markup).toContain('<mark class="for" style="--strength: 1.00" title="+0.50">Free</mark>');
  expect(markup).toContain(
    '<mark class="against" style="--strength: 0.50" title="−0.25">&lt;b&gt;</mark> the',
  );
  expect(markup).not.toContain('<b>');
});

test('the strongest are named, for who sees no marks', () => {
  const { markup } = words({ examples: [spam] }, options)!;
  expect(markup).toContain('for it: Free (+0.50), the (+0.0010)<br>');
  expect(markup).toContain('against it: &lt;b&gt; (−0.25)<br>');
  expect(markup).toContain('<span class="wrong">spam</span> is wrong');
});

test('what is said in numbers is neither right nor wrong', () => {
  expect(
    words({ examples: [{ ...spam, output: 0 }] }, { outputs: ['stars'], judged: false })!.markup,
  ).toContain('<figcaption><b>stars</b>');
});

test('what could not be computed is told, and nothing where there is no text', () => {
  expect(words({ title: 'Words that mattered', failed: 'No library <here>.' }, options)!.markup).toContain(
    'No library &lt;here&gt;.',
  );
  expect(words({ examples: [] }, options)).toBeNull();
});
