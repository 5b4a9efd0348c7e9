#include "op.h"

#include <algorithm>
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
  // Some failures TensorFlow tells the context alone.
  require(tensor != nullptr, "the variable cannot be changed");
  return keep(tensor);
}

namespace {

std::vector<int64_t> dimsOf(const TF_Tensor* tensor) {
  std::vector<int64_t> dims(TF_NumDims(tensor));
  for (size_t axis = 0; axis < dims.size(); axis++) dims[axis] = TF_Dim(tensor, static_cast<int>(axis));
  return dims;
}

float* dataOf(TF_Tensor* tensor) { return tensor == nullptr ? nullptr : static_cast<float*>(TF_TensorData(tensor)); }

}  // namespace

float* Call::outputLike(int index, const TF_Tensor* like) {
  if (!ok()) return nullptr;
  const auto dims = dimsOf(like);
  return dataOf(keep(TF_AllocateOutput(context_, index, TF_FLOAT, dims.data(), static_cast<int>(dims.size()),
                                       elements(like) * sizeof(float), status_)));
}

float* Call::outputOver(int index, int from, const TF_Tensor*& tensor) {
  if (!ok()) return nullptr;
  const auto dims = dimsOf(tensor);
  // A handle counts as somebody who reads the input.
  const auto held = std::find(tensors_.begin(), tensors_.end(), tensor);
  TF_DeleteTensor(*held);
  tensors_.erase(held);
  int forwarded = -1;
  float* output = dataOf(keep(TF_ForwardInputOrAllocateOutput(context_, &from, 1, index, dims.data(),
                                                              static_cast<int>(dims.size()), &forwarded, status_)));
  tensor = input(from);
  return ok() ? output : nullptr;
}

float* Call::gradientOver(const TF_Tensor*& dy, const TF_Tensor* value) {
  require(ok() && sameSizes(dy, value), "a gradient has another shape than its value");
  return outputOver(0, 0, dy);
}

void Call::require(bool holds, const char* what) {
  if (ok() && !holds) TF_SetStatus(status_, TF_INVALID_ARGUMENT, what);
}

float* Call::outputOf(int index, std::initializer_list<int64_t> dims) {
  if (!ok()) return nullptr;
  int64_t size = 1;
  for (const int64_t dim : dims) size *= dim;
  return dataOf(keep(TF_AllocateOutput(context_, index, TF_FLOAT, dims.begin(), static_cast<int>(dims.size()),
                                       size * sizeof(float), status_)));
}

void readInt(TF_OpKernelConstruction* construction, const char* name, int32_t& value, TF_Status* status) {
  if (TF_GetCode(status) == TF_OK) TF_OpKernelConstruction_GetAttrInt32(construction, name, &value, status);
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
