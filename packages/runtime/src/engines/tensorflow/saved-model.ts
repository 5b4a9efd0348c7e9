/**
 * Writes a SavedModel. Source: tensorflow/core/protobuf/{saved_model,meta_graph}.proto and
 * tensorflow/core/framework/{graph,node_def,attr_value,tensor}.proto.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dim } from '@tlp/language/graph/types.js';
import protobuf from 'protobufjs';
import { type GraphDefNode, shapeProto, type TensorFlowType, typeNumber } from './proto-values.js';

const schema = `
syntax = "proto3";
package tensorflow;
message SavedModel { int64 saved_model_schema_version = 1; repeated MetaGraphDef meta_graphs = 2; }
message MetaGraphDef {
  message MetaInfoDef { repeated string tags = 4; string tensorflow_version = 5; }
  MetaInfoDef meta_info_def = 1; GraphDef graph_def = 2; map<string, SignatureDef> signature_def = 5;
}
message SignatureDef { map<string, TensorInfo> inputs = 1; map<string, TensorInfo> outputs = 2; string method_name = 3; }
message TensorInfo { string name = 1; int32 dtype = 2; TensorShapeProto tensor_shape = 3; }
message TensorShapeProto { message Dim { int64 size = 1; } repeated Dim dim = 2; bool unknown_rank = 3; }
message GraphDef { repeated NodeDef node = 1; VersionDef versions = 4; }
message VersionDef { int32 producer = 1; }
message NodeDef { string name = 1; string op = 2; repeated string input = 3; map<string, AttrValue> attr = 5; }
message AttrValue {
  message ListValue { repeated int64 i = 3; }
  oneof value { bytes s = 2; int64 i = 3; float f = 4; bool b = 5; int32 type = 6; TensorShapeProto shape = 7; TensorProto tensor = 8; ListValue list = 1; }
}
message TensorProto { int32 dtype = 1; TensorShapeProto tensor_shape = 2; bytes tensor_content = 4; }
`;

/** The GraphDef version of TensorFlow 2.9, the oldest library the binding runs on. */
const producer = 1087;

export interface SignatureTensor {
  /** The tensor in the graph: `node` or `node:1`. */
  readonly tensor: string;
  readonly dtype: TensorFlowType;
  readonly shape: readonly Dim[];
}

export interface Signature {
  readonly inputs: Readonly<Record<string, SignatureTensor>>;
  readonly outputs: Readonly<Record<string, SignatureTensor>>;
}

/** The tag under which tfjs-node finds the graph. */
export const tag = 'train';

/** Writes `saved_model.pb` into a folder, which is made. */
export async function writeSavedModel(
  folder: string,
  nodes: readonly GraphDefNode[],
  signatures: Readonly<Record<string, Signature>>,
): Promise<void> {
  const SavedModel = protobuf.parse(schema, { keepCase: true }).root.lookupType('tensorflow.SavedModel');
  const message = {
    saved_model_schema_version: 1,
    meta_graphs: [
      {
        meta_info_def: { tags: [tag], tensorflow_version: '2.9.1' },
        graph_def: { node: nodes, versions: { producer } },
        signature_def: Object.fromEntries(
          Object.entries(signatures).map(([name, { inputs, outputs }]) => [
            name,
            { inputs: tensorInfos(inputs), outputs: tensorInfos(outputs), method_name: name },
          ]),
        ),
      },
    ],
  };
  await mkdir(folder, { recursive: true });
  const bytes = SavedModel.encode(SavedModel.create(message)).finish();
  await writeFile(join(folder, 'saved_model.pb'), bytes);
}

const tensorInfos = (tensors: Signature['inputs']) =>
  Object.fromEntries(
    Object.entries(tensors).map(([name, { tensor, dtype, shape }]) => [
      name,
      {
        name: tensor.includes(':') ? tensor : `${tensor}:0`,
        dtype: typeNumber(dtype),
        tensor_shape: shapeProto(shape),
      },
    ]),
  );
