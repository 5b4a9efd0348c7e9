import { expect, test } from 'vitest';
import { anchorsOf, commandsIn, fileNamesIn, linksIn, pathsIn } from './named.js';

const page = `# A page: with \`code\`

See \`packages/a/b.ts\`, \`cut.ts\` and [this](other.md#part), not [that](https://example.org/x.md).
Run \`tlp check FILE\`; tlp is good. \`docs/<name>.md\` is a pattern.

\`\`\`sh
tlp run emoji.tlp   # [no](link)
npx tlp plan emoji.tlp
tlp find-rate emoji.tlp
\`\`\`

\`\`\`diff packages/c/d.ts
+x
\`\`\`
`;

test('finds what a page names', () => {
  expect(pathsIn(page)).toEqual(['packages/a/b.ts', 'packages/c/d.ts']);
  expect(fileNamesIn(page)).toEqual(['cut.ts']);
  expect(linksIn(page)).toEqual(['other.md#part']);
  expect([...commandsIn(page)].sort()).toEqual(['check', 'find-rate', 'plan', 'run']);
  expect([...anchorsOf(page)]).toEqual(['a-page-with-code']);
});
