import { exampleText } from '../example.js';
import { rule } from '../rule.js';

/** With its brace, where the block needs one. */
export const headWritten = (block: string, meant: string): string =>
  block === 'backbone' || block === 'data' || meant.endsWith('}') ? meant : `${meant} {`;

export const foreignHead = rule<{ block: string; meant: string }>({
  code: 'TLP010',
  severity: 'error',
  title: 'A block starts as in another language',
  explanation:
    'A block starts with its keyword and its name or source, then `{`. There is no colon or equals sign, and a name ' +
    'is one word without quotes.',
  message: ({ block }) => `The \`${block}\` block does not start like this.`,
  remedy: ({ block, meant }) => `Write \`${headWritten(block, meant)}\`.`,
  bad: { file: exampleText({}).replace('backbone efficientnet_lite0', 'backbone: efficientnet_lite0') },
  good: {},
});
