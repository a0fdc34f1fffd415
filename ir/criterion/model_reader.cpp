#include "ir/criterion/model_reader.h"

#include <algorithm>
#include <limits>
#include <type_traits>

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"

#include "ir/criterion/model.h"
#include "ir/criterion/model_fields.h"
#include "ir/criterion/model_kinds.h"
#include "ir/criterion/word_places.h"

namespace critc::model {

namespace {

using llvm::StringRef;
using llvm::json::Value;

constexpr uint32_t kMaxSearched = 4096;  // bytes of a node in which words without a place are looked for

template <typename T>
constexpr bool kIsBox = !std::is_same_v<typename Unboxed<T>::type, T>;

// The first failure is kept with its path; reading goes on over the rest without effect.
class Reader {
 public:
  static constexpr bool kReading = true;

  Reader(Document& document, const Catalog& catalog, BufferBudget& budget)
      : document_(document), catalog_(catalog), budget_(budget) {}

  const std::string& error() const { return error_; }

  template <typename T>
  void required(StringRef name, T&& x) {
    const Value* found = member(name);
    Step step(*this, name);
    found ? read(*found, x) : fail("is missing");
  }
  template <typename T>
  void nullable(StringRef name, T&& x) {
    const Value* found = member(name);
    Step step(*this, name);
    if (!found) return fail("is missing");
    if (!found->getAsNull()) read(*found, x);
  }
  template <typename T>
  void optional(StringRef name, T&& x) {
    if (has(name)) required(name, x);
  }
  void inherited(StringRef name, UnitName<UnitId> x, UnitName<UnitId> from) {
    has(name) ? nullable(name, x) : void(x.id = from.id);
  }
  void inherited(StringRef name, ByteRange& x, ByteRange from) {
    has(name) ? required(name, x) : void(x = from);
  }
  void derived(StringRef name, StringRef) { member(name); }
  void check(bool ok, StringRef name, StringRef what) {
    Step step(*this, name);
    if (!ok) fail(what);
  }
  bool has(StringRef name) const { return object_->get(name) != nullptr; }

  void schema(StringRef name) {
    int64_t number = 0;
    required(name, number);
    check(number == kSchemaVersion, name, "is not one that this program reads");
  }
  void item_id(StringRef name, Item& item);
  Section id_section() const { return id_section_; }
  void cohort(StringRef name, CohortId& id);
  void words(StringRef name, StringRef begin_name, TextSpan& span);
  void words_at(StringRef name, TextSpan& span, ByteRange range);
  ByteRange node_range() const { return node_range_; }

  template <typename T>
  void object(const Value& value, T& x) {
    in_object(value, [&] { members(*this, x); });
  }

 private:
  struct Step {
    Step(Reader& reader, StringRef name, size_t index = 0) : path(reader.path_) {
      path.push_back({name, index});
    }
    ~Step() { path.pop_back(); }
    Step(const Step&) = delete;
    Step& operator=(const Step&) = delete;
    llvm::SmallVectorImpl<std::pair<StringRef, size_t>>& path;
  };

  void fail(const llvm::Twine& what);
  const Value* member(StringRef name) {
    const Value* found = object_->get(name);
    if (found) seen_.push_back(name);
    return found;
  }
  template <typename F>
  void in_object(const Value& value, F&& f);
  void reject_unknown_members(size_t seen_begin);

  void read(const Value& value, bool& x) {
    auto found = value.getAsBoolean();
    found ? void(x = *found) : fail("must be true or false");
  }
  void read(const Value& value, int64_t& x) {
    auto found = value.getAsInteger();
    found ? void(x = *found) : fail("must be a whole number");
  }
  void read(const Value& value, uint32_t& x) {
    auto found = value.getAsInteger();
    if (!found || *found < 0 || *found > std::numeric_limits<uint32_t>::max())
      return fail("must be a whole number from 0 to 4294967295");
    x = static_cast<uint32_t>(*found);
  }
  void read(const Value& value, StringRef& x) {
    auto found = value.getAsString();
    found ? void(x = *found) : fail("must be a string");
  }
  void read(const Value& value, std::string& x) {
    StringRef found;
    read(value, found);
    x = found.str();
  }
  void read(const Value& value, TextSpan& x) {
    StringRef found;
    read(value, found);
    std::optional<uint32_t> begin;
    if (node_range_.size() <= kMaxSearched) begin = default_place(item_, node_range_, found);
    if (!found.empty()) x = begin ? place(found, *begin) : document_.add_text(found);
  }
  void read(const Value& value, Decimal& x) {
    std::optional<Decimal> found;
    if (auto number = value.getAsInteger()) found = Decimal::from_int(*number);
    if (auto digits = value.getAsString()) found = Decimal::parse(*digits);
    found ? void(x = *found) : fail("must be a decimal number");
  }
  void read(const Value& value, DiagnosticKind& x) {
    StringRef name;
    read(value, name);
    auto found = diagnostic_kind(name);
    found ? void(x = *found) : fail("is no diagnostic");
  }
  void read(const Value& value, ConceptName<ConceptId> x) {
    StringRef name;
    read(value, name);
    x.id = catalog_.find(name);
    if (x.id == 0) fail("is not in the catalogue: " + name);
  }
  void read(const Value& value, UnitName<UnitId> x);
  void read(const Value& value, llvm::SmallVector<Mark, 2>& x);
  void read(const Value& value, PostingPart<Document>& x);
  void read(const Value& value, Node& x);

  template <typename T>
  void read(const Value& value, T& x) {
    if constexpr (std::is_enum_v<T>) {
      StringRef name;
      read(value, name);
      auto found = parse_vocabulary(name, static_cast<T*>(nullptr));
      found ? void(x = *found) : fail("has no such value: " + name);
    } else if constexpr (requires { x.emplace(); }) {
      read(value, x.emplace());
    } else if constexpr (kIsBox<T>) {
      read(value, x.ensure());
    } else if constexpr (requires { x.emplace_back(); }) {
      read_list(value, x);
    } else {
      object(value, x);
    }
  }

  template <typename T>
  void read_list(const Value& value, T& list) {
    const auto* array = value.getAsArray();
    if (!array) return fail("must be an array");
    list.reserve(array->size());
    for (size_t i = 0; i < array->size(); ++i) {
      Step step(*this, "", i);
      read((*array)[i], list.emplace_back());
    }
  }

  // The words' place in the front of the pool, which mirrors the buffer. Words that were edited, so
  // that they do not fit there or contradict others, get a place of their own.
  TextSpan place(StringRef words, uint32_t begin) {
    bool inside = begin <= document_.buffer_length &&
                  words.size() <= document_.buffer_length - begin;
    if (!inside || document_.text.empty()) return document_.add_text(words);
    char* at = document_.text.data() + begin;
    for (size_t i = 0; i < words.size(); ++i)
      if (at[i] != '\0' && at[i] != words[i]) return document_.add_text(words);
    std::copy(words.begin(), words.end(), at);
    return {begin, begin + static_cast<uint32_t>(words.size())};
  }

  Document& document_;
  const Catalog& catalog_;
  BufferBudget& budget_;
  std::string error_;
  llvm::SmallVector<std::pair<StringRef, size_t>, 64> path_;
  const llvm::json::Object* object_ = nullptr;
  llvm::SmallVector<StringRef, 64> seen_;  // members of the objects that are being read
  llvm::StringMap<UnitId> local_units_;
  llvm::StringMap<CohortId> cohorts_;
  ItemWords item_;        // of the innermost item
  ByteRange node_range_;  // of the node whose members are read
  Section id_section_ = Section::Inclusion;
};

void Reader::fail(const llvm::Twine& what) {
  if (!error_.empty()) return;
  for (auto [name, index] : path_) {
    if (name.empty())
      error_ += "[" + std::to_string(index) + "]";
    else
      error_ += (error_.empty() ? "" : ".") + name.str();
  }
  error_ += (error_.empty() ? "" : " ") + what.str();
}

template <typename F>
void Reader::in_object(const Value& value, F&& f) {
  const auto* inner = value.getAsObject();
  if (!inner) return fail("must be an object");
  const auto* outer = std::exchange(object_, inner);
  size_t seen_begin = seen_.size();
  f();
  reject_unknown_members(seen_begin);
  seen_.truncate(seen_begin);
  object_ = outer;
}

void Reader::reject_unknown_members(size_t seen_begin) {
  if (!error_.empty() || seen_.size() - seen_begin == object_->size()) return;
  for (const auto& [key, value] : *object_) {
    StringRef name = key;
    if (std::find(seen_.begin() + seen_begin, seen_.end(), name) != seen_.end()) continue;
    Step step(*this, name);
    return fail("is no member of this object");
  }
}

void Reader::read(const Value& value, UnitName<UnitId> x) {
  StringRef name;
  read(value, name);
  x.id = catalog_.unit(name);
  if (x.id != 0 || name.empty()) return;
  auto [at, added] = local_units_.try_emplace(
      name, kLocalBit | static_cast<UnitId>(document_.local_units.size()));
  if (added) document_.local_units.push_back(name.str());
  x.id = at->second;
}

void Reader::read(const Value& value, llvm::SmallVector<Mark, 2>& x) {
  static constexpr Mark kMarks[] = {
#define MARK(Name, Kind, Text, Diagnostic) Mark::Name,
#include "ir/criterion/marks.def"
  };
  std::vector<std::string> names;
  read_list(value, names);
  for (StringRef name : names) {
    const auto* found = llvm::find_if(kMarks, [&](Mark mark) {
      StringRef rest = name;
      return rest.consume_front(mark_kind(mark)) && rest.consume_front("(") &&
             rest.consume_front(mark_text(mark)) && rest == ")";
    });
    if (found == std::end(kMarks)) return fail("has no such value: " + name);
    if (!llvm::is_contained(x, *found)) x.push_back(*found);
  }
  llvm::sort(x);
}

void Reader::read(const Value& value, PostingPart<Document>& x) {
  object(value, x);
  if (!error_.empty()) return;
  if (!budget_.take(document_.buffer_length)) {
    Step step(*this, "buffer_length");
    return fail("is too long for so short a document");
  }
  document_.text.assign(document_.buffer_length, '\0');
  document_.text_begins_with_buffer = true;
}

void Reader::read(const Value& value, Node& x) {
  in_object(value, [&] {
    StringRef kind;
    required("kind", kind);
    if (!set_kind(x, kind)) return check(false, "kind", "is no kind of node");
    members<Reader>(*this, x.range);
    node_range_ = x.range;
    std::optional<ItemWords> outer_item;
    if (Item* item = x.as<Item>()) {
      outer_item = std::move(item_);
      item_head(*this, *item);
    }
    visit_value(x, [&](auto& inside) { members(*this, inside); });
    if (outer_item) item_ = std::move(*outer_item);
    node_range_ = x.range;
    check(!error_.empty() || model_kind(x) == kind, "kind", "is not what the bounds say");
    Attrs attrs;
    attribute_members(*this, attrs);
    if (!(attrs == Attrs{})) x.attrs = std::move(attrs);
  });
}

void Reader::item_id(StringRef name, Item& item) {
  StringRef id;
  required(name, id);
  Step step(*this, name);
  bool inclusion = id.consume_front("I");
  if (!inclusion && !id.consume_front("E")) return fail("must begin with I or E");
  id_section_ = inclusion ? Section::Inclusion : Section::Exclusion;
  for (bool more = true; more;) {
    auto [digits, rest] = id.split('.');
    uint16_t number = 0;
    if (digits.getAsInteger(10, number)) return fail("must be numbers after its letter");
    item.number.push_back(number);
    more = id.contains('.');
    id = rest;
  }
}

void Reader::cohort(StringRef name, CohortId& id) {
  if (cohorts_.empty()) {
    size_t count = std::min<size_t>(document_.cohorts.size(), std::numeric_limits<CohortId>::max());
    for (size_t i = 0; i < count; ++i)
      cohorts_.try_emplace(document_.cohorts[i].id, static_cast<CohortId>(i + 1));
  }
  std::string written;
  nullable(name, written);
  if (written.empty()) return;
  id = cohorts_.lookup(written);
  check(id != 0, name, "is no cohort of this posting");
}

void Reader::words(StringRef name, StringRef begin_name, TextSpan& span) {
  StringRef found;
  nullable(name, found);
  if (!has(begin_name)) {
    span = found.empty() ? TextSpan{} : document_.add_text(found);
    return;
  }
  uint32_t begin = 0;
  required(begin_name, begin);
  span = place(found, begin);
}

void Reader::words_at(StringRef name, TextSpan& span, ByteRange range) {
  StringRef found;
  required(name, found);
  bool whole = range.size() == found.size();
  span = whole ? place(found, range.begin) : document_.add_text(found);
  bool placed = whole && span.begin == range.begin;
  item_ = {found.str(), placed ? std::optional(range.begin) : std::nullopt};
}

}  // namespace

llvm::Expected<Document> read_document(const Value& value, const Catalog& catalog,
                                       BufferBudget& budget) {
  Document document;
  Reader reader(document, catalog, budget);
  reader.object(value, document);
  if (!reader.error().empty())
    return llvm::createStringError(llvm::inconvertibleErrorCode(), "%s", reader.error().c_str());
  return document;
}

llvm::Error document_error(size_t number, const llvm::Twine& message) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), "document %zu: %s", number,
                                 message.str().c_str());
}

}  // namespace critc::model
