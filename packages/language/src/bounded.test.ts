import { expect, test } from 'vitest';
import { bounded } from './bounded.js';
import { fail, TlpError } from './diagnostic.js';

const long = 'x'.repeat(30_000_000);

test.each([
  ['a short message', 'There is no file `a.tlp`.', 'There is no file `a.tlp`.'],
  ['a long quote', `No \`${long}\` here.`, `No \`${'x'.repeat(200)}…\` here.`],
  ['a path as long as a system takes', `/${'p'.repeat(4095)} is lost.`, `/${'p'.repeat(4095)} is lost.`],
])('%s', (_, message, shown) => expect(bounded(message)).toBe(shown));

test.each([
  ['a word', `The tensor ${long} is damaged.`, /^The tensor x+…x+ is damaged\.$/],
  ['a list', `It has ${'name, '.repeat(5_000_000)}and no other.`, /^It has (name, )+.*….*and no other\.$/],
  ['pairs of surrogates', `So ${'😀'.repeat(9_000)} it is.`, /^So (😀)+…(😀)+ it is\.$/u],
])('keeps the beginning and the end around %s', (_, message, shown) => {
  expect(bounded(message)).toMatch(shown);
  expect(bounded(message).length).toBeLessThan(6_100);
});

test('every error is of a length that can be read', () => {
  const { diagnostics, message } = fail('TLP999', `No ${long}.`, `Try ${long}.`);
  expect(diagnostics[0]!.message.length + diagnostics[0]!.remedy.length + message.length).toBeLessThan(
    30_000,
  );
  const many = new TlpError([{ ...diagnostics[0]!, message: long }]);
  expect(many.diagnostics[0]!.message.length).toBeLessThan(6_000);
});
