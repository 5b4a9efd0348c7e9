/** The texts of a table or a folder on which a trained model is evaluated. */
import { dataEmpty } from '@tlp/language/checks/data/shared/data-empty.js';
import { emptyClass } from '@tlp/language/checks/data/shared/empty-class.js';
import { leftovers } from '@tlp/language/checks/data/shared/leftovers.js';
import { unnamedFolders } from '@tlp/language/checks/data/shared/unnamed-folders.js';
import { tableDataRules } from '@tlp/language/checks/data/table/rules.js';
import { targetForm } from '@tlp/language/data/target-form.js';
import { blankTexts } from '@tlp/language/modalities/text/checks/blank-texts.js';
import { notTexts } from '@tlp/language/modalities/text/checks/not-texts.js';
import { strayTexts } from '@tlp/language/modalities/text/checks/stray-texts.js';
import type { TextData } from '@tlp/language/modalities/text/data.js';
import { undivided, unknownOutput, withModelOutputs } from '../../data/model-outputs.js';
import type { WholeData } from '../modality.js';
import type { TextItem } from './example.js';
import { findTexts } from './open.js';

/** One class is enough to be measured. */
const folderRules = [unnamedFolders, dataEmpty, emptyClass, strayTexts, notTexts, leftovers];

const rowRules = [...tableDataRules, blankTexts];

/**
 * @param outputs the classes, labels or numbers that the model knows
 * @throws TLP863 a class that is none of these; TLP323 to TLP397 the data
 */
export async function evaluationTexts(
  data: TextData,
  outputs: readonly string[],
): Promise<WholeData<TextItem>> {
  const isTable = data.labels.kind === 'table';
  const found = await findTexts({ ...data, split: undivided }, {}, isTable ? rowRules : folderRules);
  const { examples, warnings } = found;
  const form = targetForm(data.labels);
  if (form === 'numbers' || form === 'own') return { examples, warnings };
  const unknown = (name: string) => unknownOutput(name, outputs, data.path);
  const inOrder = form === 'tags';
  return { examples: withModelOutputs(examples, found.outputs, outputs, unknown, inOrder), warnings };
}
