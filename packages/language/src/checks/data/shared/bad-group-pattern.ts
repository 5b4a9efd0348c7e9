import type { PatternProblem } from '../../../data/grouping/name-pattern.js';
import { rule } from '../../rule.js';

interface BadPattern {
  readonly pattern: string;
  readonly problem: PatternProblem;
}

const messages: Readonly<Record<PatternProblem['kind'], (problem: PatternProblem) => string>> = {
  'no group': () => 'no `{group}` in it',
  'two groups': () => 'more than one `{group}` in it',
  touching: () => '`*` beside `{group}`, so that nothing tells where the group ends',
  'too long': () => 'more characters than a file name',
  'unknown braces': (problem) => `\`${'braces' in problem ? problem.braces : '{'}\` in it`,
};

/** What the braces were probably meant to be. */
export const meantPattern = ({ pattern, problem }: BadPattern): string | undefined =>
  problem.kind === 'unknown braces' && problem.braces.length > 1 && !pattern.includes('{group}')
    ? pattern.replace(problem.braces, '{group}')
    : undefined;

export const badGroupPattern = rule<BadPattern>({
  code: 'TLP313',
  severity: 'error',
  title: 'The pattern does not tell a group',
  explanation:
    'A pattern of file names has one `{group}`, which stands for the part that the files of one group share. Beside it, `*` stands for any characters or none, `?` for one, `#` for one or more digits.',
  message: ({ pattern, problem }) => `The pattern "${pattern}" has ${messages[problem.kind](problem)}.`,
  remedy: (args) => {
    const meant = meantPattern(args);
    return meant === undefined
      ? 'Write it like `"{group}_*"`: one `{group}`, with what stands before and behind it in the names.'
      : `Write \`"${meant}"\`.`;
  },
  bad: { data: 'split: stratified(train: 80%, validation: 10%, test: 10%, group: name("{patient}_*"))' },
  good: { data: 'split: stratified(train: 80%, validation: 10%, test: 10%, group: name("{group}_*"))' },
});
