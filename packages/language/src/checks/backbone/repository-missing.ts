import type { Repository } from '../../import/huggingface/repositories.js';
import { networkIn, textExample } from '../../modalities/text/checks/example.js';
import { rule } from '../rule.js';

export const repositoryMissing = rule<Repository>({
  code: 'TLP264',
  severity: 'error',
  title: 'A repository has not been fetched',
  explanation:
    'What stands after `backbone huggingface` is a folder beside the pipeline file, or a repository of Hugging Face. The files of a ' +
    'repository are fetched once and kept in a cache. Until its `config.json` is there, nothing can be said of the network.',
  message: ({ name }) =>
    `The repository ${name} of Hugging Face has not been fetched, and there is no folder of that name.`,
  remedy: ({ name, revision }) =>
    `\`tlp run\` fetches it; \`tlp weights fetch ${name}${revision === undefined ? '' : `@${revision}`}\` does so now. If a folder is meant, check its path.`,
  bad: textExample({ backbone: 'huggingface("ada/reviews")' }),
  good: textExample({
    backbone: `huggingface("ada/reviews", revision: "${'0'.repeat(40)}")`,
    tokenizer: networkIn(`hub/ada/reviews/${'0'.repeat(40)}`),
  }),
});
