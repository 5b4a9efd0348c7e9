import { expect, test } from 'vitest';
import { longest } from './longest.js';

const noun = { one: 'text', many: 'texts' };
const long = { id: 'mails.csv:3', tokens: 1200, read: 128, start: 'Buy <b>now</b>…' };
const short = { id: 'mails.csv:4', tokens: 90, read: 90, start: 'Hello' };
const mistake = { rank: 0.9, said: { what: 'ham', note: '90.0%' }, right: { what: 'spam', note: '10.0%' } };

test('tells of each text its length, how much is cut, its beginning, and what was said', () => {
  const examples = [
    { ...long, mistake },
    { ...short, mistake: null },
  ];
  const { markup } = longest({ input: 128, examples }, 'test', noun);
  expect(markup).toContain('<h2>The longest texts</h2>');
  expect(markup).toContain(
    'Of the test split, in tokens. The network reads 128 at once; what is cut could not help it.',
  );
  expect(markup).toMatch(/1,200<\/td><td class="num">89\.3%<\/td><td>Buy &lt;b&gt;now&lt;\/b&gt;…<\/td>/);
  expect(markup).toContain('<span class="wrong">ham</span> 90.0%, is <span class="right">spam</span>');
  expect(markup).toMatch(/90<\/td><td class="num">nothing<\/td><td>Hello<\/td><td><span class="right">right/);
});

test('says where nothing is cut, and what could not be counted', () => {
  expect(longest({ input: 128, examples: [{ ...short, mistake: null }] }, 'test', noun).markup).toContain(
    'nothing is cut of these',
  );
  expect(longest({ failed: 'No <library>.' }, 'test', noun).markup).toContain('No &lt;library&gt;.');
});
