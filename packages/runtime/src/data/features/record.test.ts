import type { Augmentation } from '@tlp/language/resolve/pipeline.js';
import { expect, it } from 'vitest';
import { pictureRecord, variantRecord } from './record.js';

const flip: Augmentation = { kind: 'flip', horizontal: true, vertical: false };
const rotate: Augmentation = { kind: 'rotate', degrees: 5 };

it('a record differs with the picture, what may be drawn, the seed and the variant, and with nothing else', () => {
  const [a, b] = [{ hash: 'aa' }, { hash: 'bb' }];
  const records = [
    pictureRecord(a),
    pictureRecord(b),
    variantRecord([flip], 1)(a, 0),
    variantRecord([flip], 1)(a, 1),
    variantRecord([flip], 1)(b, 0),
    variantRecord([flip], 2)(a, 0),
    variantRecord([rotate], 1)(a, 0),
    variantRecord([flip, rotate], 1)(a, 0),
    variantRecord([rotate, flip], 1)(a, 0),
  ];
  expect(new Set(records).size).toBe(records.length);
  expect(variantRecord([{ ...flip }], 1)(a, 0)).toBe(variantRecord([flip], 1)(a, 0));
});
