/** The rules that look at the files beside a pipeline; slower than the others, so they are tried apart. */
import { isFileCode } from '../checks/file-codes.js';
import { rules } from '../checks/index.js';
import type { Rule } from '../checks/rule.js';
import type { FileSubject } from '../checks/subject.js';
import { weightFileOf } from '../checks/weight-file.js';
import type { LookBudget } from '../data/look.js';
import type { Diagnostic } from '../diagnostic.js';
import type { Refusal, SourceFiles } from '../files.js';
import type { TlpServices } from '../grammar/services.js';
import { lookAtDataInSteps } from '../modalities/look.js';
import { lookAtRun } from '../run/look-at-run.js';
import { finish, type Steps } from '../steps.js';
import { lookAtWeights } from '../weights/look.js';
import type { Analysis } from './analyse.js';
import { readableWith } from './broken.js';
import type { Draft } from './draft.js';
import { withoutSame } from './journal.js';
import { withoutAdviceOnRecipe } from './of-recipe.js';
import type { Source } from './source.js';
import { suppress, type Told } from './suppress.js';

/** Where the files are, and how much of them may be looked at. */
export interface Looking {
  readonly services: TlpServices;
  readonly files: SourceFiles;
  readonly budget: LookBudget;
}

/** What the files have to say of the pipelines of a text. */
export function* checkFiles(
  { drafts }: Pick<Analysis, 'drafts'>,
  source: Source,
  looking: Looking,
): Steps<Told> {
  const found: (readonly Diagnostic[])[] = [];
  for (const draft of drafts.values()) found.push(yield* checkDraft(draft, looking));
  return told(found, source, looking);
}

/** The analysis with what the files have to say; a pipeline with an error is left out. */
export function withFileChecks(analysis: Analysis, source: Source, looking: Looking): Analysis {
  const checked = [...analysis.drafts.values()].map((draft) => ({
    draft,
    found: finish(checkDraft(draft, looking)),
  }));
  const atFault = checked.filter(({ found }) => found.some(({ severity }) => severity === 'error'));
  const names = new Set(atFault.map(({ draft }) => draft.pipeline.name));
  const { diagnostics, suppressed } = told(
    checked.map(({ found }) => found),
    source,
    looking,
  );
  return {
    drafts: analysis.drafts,
    pipelines: analysis.pipelines.filter(({ name }) => !names.has(name)),
    diagnostics: [...analysis.diagnostics, ...diagnostics],
    suppressed: [...analysis.suppressed, ...suppressed],
  };
}

/** Of several pipelines that share a folder each mistake is told once. */
function told(all: readonly (readonly Diagnostic[])[], source: Source, { files }: Looking): Told {
  const found = withoutSame(all.flat());
  return suppress(source.document.textDocument.getText(), found, {
    file: source.file,
    tried: (code) => source.syntax.diagnostics.length === 0 && files.complete && isFileCode(code),
    unknown: false,
  });
}

function* checkDraft(draft: Draft, { services, files, budget }: Looking): Steps<readonly Diagnostic[]> {
  const { pipeline, backbone, tell } = draft;
  if (!tell) return [];
  const { weights } = pipeline.backbone;
  const weightFile = weightFileOf(pipeline.backbone, backbone);
  const readable = readableWith(draft.broken);
  const found: Diagnostic[] = [];
  const subject: FileSubject = {
    pipeline,
    backbone,
    graph: services.backbones.Builtin.graph(backbone),
    data: pipeline.data.path === '' ? undefined : yield* lookAtDataInSteps(files, pipeline.data, budget),
    weightFile,
    weights: weightFile && lookAtWeights(files, weightFile.path),
    run: weights.kind === 'run' && weights.path !== '' ? lookAtRun(files, weights.path) : undefined,
    report: (rule, args, path) => found.push(tell(rule, args, path)),
  };
  for (const { fileCheck } of rules) {
    if (!fileCheck?.reads.every(readable)) continue;
    fileCheck.run(subject);
    yield;
  }
  if (weightFile && subject.weights?.kind === 'refused' && readable('backbone'))
    found.push(tell(ruleOf(subject.weights), undefined, weightFile.at));
  return withoutAdviceOnRecipe(found, pipeline.origins);
}

/** A mistake that the reader of a file found, as a rule that says what it said. */
const ruleOf = ({ code, message, remedy }: Refusal): Rule<undefined> => ({
  ...{ code, severity: 'error', title: '', explanation: '', bad: {}, good: {} },
  message: () => message,
  remedy: () => remedy,
});
