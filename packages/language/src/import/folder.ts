/** A network that another library keeps in a folder, with its weights and its tokenizer. */
import type { Backbone } from '../backbones/card.js';
import type { ModelFile } from '../schema/models.js';
import type { StoredForm } from './stored-form.js';

export interface FolderBackbone extends Backbone {
  readonly folder: {
    readonly file: ModelFile;
    /** Path of the weights: of a file in it, or its own where their names are usual. */
    readonly weights: string;
    /** What the card was made of: enough to build it again. */
    readonly stored: StoredForm<'huggingface' | 'fastai'>;
    /** Of all that lies in it; absent where that cannot be seen. */
    readonly names?: readonly string[] | undefined;
  };
}

export const isFromFolder = (card: Backbone): card is FolderBackbone => 'folder' in card;
