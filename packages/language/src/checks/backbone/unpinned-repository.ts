import { pinnedOf } from '../../import/huggingface/repositories.js';
import { networkIn, textExample } from '../../modalities/text/checks/example.js';
import { fileName } from '../../resolve/paths.js';
import { checked } from '../checked.js';

const fetched = '0'.repeat(40);
const tokenizer = networkIn(`hub/ada/reviews/${fetched}`);

export const unpinnedRepository = checked<{ name: string; revision: string }>({
  code: 'TLP265',
  severity: 'warning',
  title: 'A repository without a revision',
  explanation:
    'The owner of a repository may change it. Without a revision, a computer has what the repository held when it was first ' +
    'fetched there, so the same pipeline may give other numbers elsewhere.',
  message: ({ name }) => `Which revision of ${name} is meant is not written.`,
  remedy: ({ revision }) => `Write \`revision: "${revision}"\`, the one that has been fetched.`,
  bad: textExample({ backbone: 'huggingface("ada/reviews")', tokenizer }),
  good: textExample({ backbone: `huggingface("ada/reviews", revision: "${fetched}")`, tokenizer }),
  reads: ['backbone'],
  check({ pipeline: { backbone } }, found) {
    const { repository, path = '' } = backbone.model ?? {};
    if (!repository || repository.revision !== undefined || pinnedOf(repository.name)) return;
    found({ name: repository.name, revision: fileName(path) }, 'backbone.name');
  },
});
