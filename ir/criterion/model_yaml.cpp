// YAML streams: yaml-cpp's events become the same values that JSON gives.
#include <sstream>

#include "llvm/ADT/StringExtras.h"
#include "yaml-cpp/eventhandler.h"
#include "yaml-cpp/exceptions.h"
#include "yaml-cpp/mark.h"
#include "yaml-cpp/parser.h"

#include "ir/criterion/model.h"
#include "ir/criterion/model_reader.h"

namespace critc {

namespace {

using llvm::json::Value;

// Plain scalars are null, true, false, whole numbers or strings; quoted ones are strings.
Value scalar_value(llvm::StringRef tag, const std::string& text) {
  if (tag == "?") {
    if (text == "true") return true;
    if (text == "false") return false;
    llvm::StringRef digits = text;
    digits.consume_front("-");
    bool whole = !digits.empty() && digits.size() <= 18 && llvm::all_of(digits, llvm::isDigit) &&
                 (digits == "0" || !digits.starts_with("0"));
    int64_t number = 0;
    if (whole && !llvm::StringRef(text).getAsInteger(10, number)) return number;
  }
  return llvm::json::isUTF8(text) ? Value(text) : Value(llvm::json::fixUTF8(text));
}

class ValueBuilder : public YAML::EventHandler {
 public:
  Value take() { return std::move(document_); }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override { add(mark, nullptr); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    throw YAML::ParserException(mark, "aliases are not read");
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                const std::string& text) override {
    if (expects_key())
      begin_member(mark, text);
    else
      add(mark, scalar_value(tag, text));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {
    open(mark, llvm::json::Array());
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                  YAML::EmitterStyle::value) override {
    open(mark, llvm::json::Object());
  }
  void OnMapEnd() override { close(); }

 private:
  // A container that is still open; `key` is the member that its next value belongs to.
  struct Open {
    Value container;
    std::string key;
    bool has_key = false;
    YAML::Mark mark;
  };

  bool expects_key() const {
    return !open_.empty() && open_.back().container.getAsObject() && !open_.back().has_key;
  }
  void begin_member(const YAML::Mark& mark, const std::string& key) {
    Open& top = open_.back();
    if (top.container.getAsObject()->get(key))
      throw YAML::ParserException(mark, "a member stands here twice");
    top.key = llvm::json::fixUTF8(key);
    top.has_key = true;
  }
  void open(const YAML::Mark& mark, Value container) {
    if (expects_key()) throw YAML::ParserException(mark, "a member's name must be a word");
    if (open_.size() >= model::kMaxDepth) throw YAML::ParserException(mark, "nested too deep");
    open_.push_back({std::move(container), "", false, mark});
  }
  void close() {
    Open top = std::move(open_.back());
    open_.pop_back();
    add(top.mark, std::move(top.container));
  }
  void add(const YAML::Mark& mark, Value value) {
    if (open_.empty()) {
      document_ = std::move(value);
      return;
    }
    if (expects_key()) throw YAML::ParserException(mark, "a member's name must be a word");
    Open& top = open_.back();
    if (auto* array = top.container.getAsArray())
      array->push_back(std::move(value));
    else
      top.container.getAsObject()->try_emplace(top.key, std::move(value));
    top.has_key = false;
  }

  std::vector<Open> open_;
  Value document_ = nullptr;
};

}  // namespace

llvm::Expected<std::vector<Document>> read_yaml_model(llvm::StringRef text,
                                                      const Catalog& catalog) {
  std::vector<Document> documents;
  if (!llvm::json::isUTF8(text)) return model::document_error(1, "is not valid UTF-8");
  model::BufferBudget budget(text.size());
  try {
    std::istringstream stream(text.str());
    YAML::Parser parser(stream);
    for (ValueBuilder builder; parser.HandleNextDocument(builder);) {
      size_t number = documents.size() + 1;
      auto document = model::read_document(builder.take(), catalog, budget);
      if (!document) return model::document_error(number, llvm::toString(document.takeError()));
      documents.push_back(std::move(*document));
    }
  } catch (const YAML::Exception& error) {
    return model::document_error(documents.size() + 1, error.what());
  }
  return documents;
}

}  // namespace critc
