import { expect, it } from 'vitest';
import { csvPath, csvRow } from './csv.js';

it.each([
  [['a', 1.5, -0.25], 'a,1.5,-0.25'],
  [['red, "warm"', 'a\nb'], '"red, ""warm""","a\nb"'],
  [['=1+1', '+1', '-1', '@x', '\tx'], "'=1+1,'+1,'-1,'@x,'\tx"],
  [['=HYPERLINK("http://x")'], `"'=HYPERLINK(""http://x"")"`],
  [['a=b', "'quoted'", 'x-ray'], "a=b,'quoted',x-ray"],
])('writes %j as %s', (cells, row) => expect(csvRow(cells)).toBe(`${row}\r\n`));

it.each([
  ['=cmd|x.png', './=cmd|x.png'],
  ['-y.png', './-y.png'],
  ['@eaDir/y.png', './@eaDir/y.png'],
  ['/data/=x.png', '/data/=x.png'],
  ['a/-y.png', 'a/-y.png'],
])('names the file %s by a path that is no formula', (path, cell) => expect(csvPath(path)).toBe(cell));
