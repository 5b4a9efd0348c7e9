import { expect, test } from 'vitest';
import { blocks } from '../schema/index.js';
import { anchorOf, propertyAnchor, sectionOf } from './anchors.js';

test('anchors are those of web pages', () => {
  expect(anchorOf('`phase` · `learning_rate`')).toBe('phase--learning_rate');
});

test('every property has its part of the reference', () => {
  for (const { name, properties } of Object.values(blocks)) {
    for (const [property, { doc }] of Object.entries(properties)) {
      expect(sectionOf(propertyAnchor(name, property))).toContain(doc);
    }
  }
});

test('a part ends where the next of its level begins', () => {
  const part = sectionOf('schedule')!;
  expect(part).toContain('`schedule` · `top_k`');
  expect(part).not.toContain('## `phase`\n');
});
