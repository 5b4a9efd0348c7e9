#include "op.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

namespace tlp {

Call::~Call() {
  if (!ok()) TF_OpKernelContext_Failure(context_, status_);
  for (TF_Tensor* tensor : tensors_) TF_DeleteTensor(tensor);
  TF_DeleteStatus(status_);
}

TF_Tensor* Call::keep(TF_Tensor* tensor) {
  if (tensor != nullptr) tensors_.push_back(tensor);
  return ok() ? tensor : nullptr;
}

TF_Tensor* Call::input(int index) {
  if (!ok()) return nullptr;
  TF_Tensor* tensor = nullptr;
  TF_GetInput(context_, index, &tensor, status_);
  return keep(tensor);
}

namespace {

/** Where somebody else still reads the variable, it gets new memory. */
void copyVariable(TF_OpKernelContext*, TF_Tensor* from, TF_Tensor* to) {
  std::memcpy(TF_TensorData(to), TF_TensorData(from), TF_TensorByteSize(from));
  TF_DeleteTensor(from);
  TF_DeleteTensor(to);
}

}  // namespace

TF_Tensor* Call::variable(int index) {
  if (!ok()) return nullptr;
  TF_Tensor* tensor = nullptr;
  TF_GetInputTensorFromVariable(context_, index, false, false, false, copyVariable, &tensor, status_);
  return keep(tensor);
}

float* Call::outputLike(int index, const TF_Tensor* like, int reused) {
  if (!ok()) return nullptr;
  const int rank = TF_NumDims(like);
  std::vector<int64_t> dims(rank);
  for (int axis = 0; axis < rank; axis++) dims[axis] = TF_Dim(like, axis);
  int forwarded = -1;
  TF_Tensor* tensor = keep(
      reused < 0 ? TF_AllocateOutput(context_, index, TF_FLOAT, dims.data(), rank,
                                     elements(like) * sizeof(float), status_)
                 : TF_ForwardInputOrAllocateOutput(context_, &reused, 1, index, dims.data(), rank, &forwarded, status_));
  return tensor == nullptr ? nullptr : static_cast<float*>(TF_TensorData(tensor));
}

float* Call::outputOf(int index, int64_t size) {
  if (!ok()) return nullptr;
  TF_Tensor* tensor =
      keep(TF_AllocateOutput(context_, index, TF_FLOAT, &size, 1, size * sizeof(float), status_));
  return tensor == nullptr ? nullptr : static_cast<float*>(TF_TensorData(tensor));
}

void setShape(TF_ShapeInferenceContext* context, int output, int from, TF_Status* status) {
  TF_ShapeHandle* shape = TF_NewShapeHandle();
  TF_ShapeInferenceContextGetInput(context, from < 0 ? -1 - from : from, shape, status);
  if (from < 0 && TF_GetCode(status) == TF_OK) {
    TF_ShapeHandle* last = TF_NewShapeHandle();
    TF_ShapeInferenceContextSubshape(context, shape, -1, INT64_MAX, last, status);
    if (TF_GetCode(status) == TF_OK) TF_ShapeInferenceContextSetOutput(context, output, last, status);
    TF_DeleteShapeHandle(last);
  } else if (TF_GetCode(status) == TF_OK) {
    TF_ShapeInferenceContextSetOutput(context, output, shape, status);
  }
  TF_DeleteShapeHandle(shape);
}

namespace {

/** Registration happens while the library is loaded, where nobody could catch an exception. */
void require(TF_Status* status, const char* name) {
  if (TF_GetCode(status) == TF_OK) return;
  std::fprintf(stderr, "TensorFlow refused the op %s: %s\n", name, TF_Message(status));
  std::abort();
}

std::string declared(const char* input) {
  const std::string text(input);
  return text.find(':') == std::string::npos ? text + ": float" : text;
}

}  // namespace

void registerOp(const Op& op) {
  TF_Status* status = TF_NewStatus();
  TF_OpDefinitionBuilder* definition = TF_NewOpDefinitionBuilder(op.name);
  for (const char* input : op.inputs) TF_OpDefinitionBuilderAddInput(definition, declared(input).c_str());
  for (const char* output : op.outputs) TF_OpDefinitionBuilderAddOutput(definition, declared(output).c_str());
  for (const char* attribute : op.attributes) TF_OpDefinitionBuilderAddAttr(definition, attribute);
  TF_OpDefinitionBuilderSetIsStateful(definition, op.outputs.size() == 0);
  TF_OpDefinitionBuilderSetShapeInferenceFunction(definition, op.shape);
  TF_RegisterOpDefinition(definition, status);
  require(status, op.name);
  TF_RegisterKernelBuilder(op.name, TF_NewKernelBuilder(op.name, "CPU", op.create, op.compute, op.destroy), status);
  require(status, op.name);
  TF_DeleteStatus(status);
}

}  // namespace tlp
