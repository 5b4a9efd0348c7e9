/** Repositories of Hugging Face: how they are named, and which revision is meant where nobody says. */

export interface Repository {
  /** `org/name`. */
  readonly name: string;
  /** A commit, a tag or a branch; absent for the pinned commit, or else what `main` was when it was fetched. */
  readonly revision?: string;
}

export interface PinnedRepository {
  /** The commit, which stands for the bytes of all files. */
  readonly revision: string;
  /** SHA-256 of the weights, lower-case hex, where they are named in public. */
  readonly weights?: { readonly file: string; readonly sha256: string };
}

const safetensors = (revision: string, sha256: string): PinnedRepository => ({
  revision,
  weights: { file: 'model.safetensors', sha256 },
});

/** The checkpoints that most people start from, each with the commit that it has had for long. */
export const pinnedRepositories: Readonly<Record<string, PinnedRepository>> = {
  'albert/albert-base-v2': { revision: '8e2f239c5f8a2c0f253781ca60135db913e5c80c' },
  'BAAI/bge-small-en-v1.5': safetensors(
    '5c38ec7c405ec4b44b94cc5a9bb96e735b38267a',
    '3c9f31665447c8911517620762200d2245a2518d6e7208acc78cd9db317e21ad',
  ),
  'distilbert/distilbert-base-uncased': { revision: '12040accade4e8a0f71eabdb258fecc2e7e948be' },
  'FacebookAI/roberta-base': { revision: 'e2da8e2f811d1448a5b465c236feacd80ffbac7b' },
  'FacebookAI/xlm-roberta-base': { revision: 'e73636d4f797dec63c3081bb6ed5c7b0bb3f2089' },
  'google-bert/bert-base-uncased': safetensors(
    '86b5e0934494bd15c9632b12f734a8a67f723594',
    '68d45e234eb4a928074dfd868cead0219ab85354cc53d20e772753c6bb9169d3',
  ),
  'google/electra-small-discriminator': { revision: 'fa8239aadc095e9164941d05878b98afe9b953c3' },
  'openai-community/gpt2': safetensors(
    '607a30d783dfa663caf39e06633721c8d4cfcd7e',
    '248dfc3911869ec493c76e65bf2fcf7f615828b0254c12b473182f0f81d3a707',
  ),
  'sentence-transformers/all-MiniLM-L6-v2': safetensors(
    '1110a243fdf4706b3f48f1d95db1a4f5529b4d41',
    '53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db',
  ),
  'sentence-transformers/all-mpnet-base-v2': safetensors(
    'e8c3b32edf5434bc2275fc9bab85f82640a19130',
    '78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658',
  ),
};

/** Names without an organization, from before there were any. Hugging Face still answers to them. */
const formerly: Readonly<Record<string, string>> = {
  'albert-base-v2': 'albert/albert-base-v2',
  'bert-base-uncased': 'google-bert/bert-base-uncased',
  'distilbert-base-uncased': 'distilbert/distilbert-base-uncased',
  gpt2: 'openai-community/gpt2',
  'roberta-base': 'FacebookAI/roberta-base',
  'xlm-roberta-base': 'FacebookAI/xlm-roberta-base',
};

/** `validate_repo_id` of huggingface_hub: letters, digits, `-`, `_` and `.`, of which none may stand twice or at an end. */
const part = /^(?!.*(?:--|\.\.))[A-Za-z0-9_](?:[\w.-]*[A-Za-z0-9_])?$/;

/** The name of the repository that a text could mean; undefined where it can only be a path. */
export function repositoryNamed(text: string): string | undefined {
  if (Object.hasOwn(formerly, text)) return formerly[text];
  const parts = text.split('/');
  return parts.length === 2 && text.length <= 96 && parts.every((one) => part.test(one)) ? text : undefined;
}

/** The commit, tag or branch that is meant. */
export const revisionOf = ({ name, revision }: Repository): string =>
  revision ?? pinnedOf(name)?.revision ?? 'main';

export const pinnedOf = (name: string): PinnedRepository | undefined =>
  Object.hasOwn(pinnedRepositories, name) ? pinnedRepositories[name] : undefined;

const commit = /^[0-9a-f]{40}$/;

export const isCommit = (revision: string): boolean => commit.test(revision);
