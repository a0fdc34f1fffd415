// Rows of conditions, procedures, drugs, grammar, ...: whatever has a name and spellings.
#include "ir/catalog/row_readers.h"

#include "llvm/ADT/StringExtras.h"

namespace critc {

namespace {

constexpr llvm::StringRef kCommonKeys[] = {"name",   "title",  "spellings", "exact",
                                           "source", "plural", "example",   "note"};

bool is_grammatical(ConceptKind kind) {
  return kind == ConceptKind::Grammar || kind == ConceptKind::Heading ||
         kind == ConceptKind::Unit || kind == ConceptKind::Scale;
}

bool valid_local_name(llvm::StringRef local, ConceptKind kind) {
  if (local.empty()) return false;
  return llvm::all_of(local, [&](char c) {
    bool snake = (c >= 'a' && c <= 'z') || llvm::isDigit(c) || c == '_';
    return snake ||
           (is_grammatical(kind) && (llvm::isAlpha(c) || c == '.' || c == '+' || c == '-'));
  });
}

// The kind whose namespace the name has, if it is one of `kinds`.
ConceptKind kind_of_name(RowReader& row, llvm::StringRef name, llvm::ArrayRef<ConceptKind> kinds) {
  if (name.empty()) return kinds.front();
  auto [space, local] = name.split(':');
  std::string expected;
  for (ConceptKind kind : kinds) {
    if (space == concept_namespace(kind)) {
      if (!valid_local_name(local, kind)) {
        row.complain("bad name '" + name + "': snake_case must follow '" + space + ":'");
      }
      return kind;
    }
    expected += (expected.empty() ? "" : ", ") + concept_namespace(kind).str() + ":";
  }
  row.complain("bad name '" + name + "': must start with " + expected);
  return kinds.front();
}

std::vector<SpellingEntry> read_spellings(RowReader& row, bool with_title) {
  std::vector<SpellingEntry> spellings;
  auto add = [&](std::vector<PlacedText> texts, SpellingKind kind) {
    for (PlacedText& text : texts) spellings.push_back({std::move(text), kind});
  };
  if (with_title && !row.text("title").empty()) add({*row.placed("title")}, SpellingKind::Plain);
  add(row.list("spellings"), SpellingKind::Plain);
  add(row.list("exact"), SpellingKind::Exact);
  return spellings;
}

// Grammar rows may share a name if their values differ.
void check_unique(RowReader& row, CatalogModel& model, const ConceptEntry& entry) {
  auto found = model.concept_ids.find(entry.name);
  if (found == model.concept_ids.end()) return;
  if (entry.kind == ConceptKind::Grammar) {
    for (const ConceptEntry& other : model.concepts) {
      if (other.name != entry.name || other.value != entry.value) continue;
      row.complain("name '" + llvm::Twine(entry.name) + "' with value '" + entry.value +
                   "' is used twice, first at " + model.complaints.where(other.place));
      return;
    }
    return;
  }
  const ConceptEntry& first = model.concepts[found->second];
  row.complain("name '" + llvm::Twine(entry.name) + "' is used twice, first at " +
               model.complaints.where(first.place));
}

void read_members(RowReader& row, CatalogModel& model, llvm::StringRef name) {
  for (llvm::StringRef key : {"classes", "is_a"}) {
    for (PlacedText& whole : row.list(key)) {
      model.members.push_back({{name.str(), whole.place}, std::move(whole)});
    }
  }
  for (PlacedText& part : row.list("members")) {
    Place place = part.place;
    model.members.push_back({std::move(part), {name.str(), place}});
  }
}

void read_thing_of(RowReader& row, CatalogModel& model, ConceptKind kind) {
  read_concept(row, model, {kind}, {"codes", "is_a"});
}

}  // namespace

bool may_take_plural(ConceptKind kind) { return !is_grammatical(kind); }

// Vocabularies name these in the plural: "Febrile Seizures", "Punctures".
bool may_take_singular(ConceptKind kind) {
  return kind == ConceptKind::Condition || kind == ConceptKind::Procedure || kind == ConceptKind::Device ||
         kind == ConceptKind::DrugClass;
}

llvm::StringRef concept_namespace(ConceptKind kind) {
  static constexpr llvm::StringRef kNamespaces[] = {
#define CONCEPT_KIND(Name, Namespace, Description) Namespace,
#include "ir/catalog/concept_kind.def"
  };
  return kNamespaces[static_cast<size_t>(kind)];
}

ConceptId read_concept(RowReader& row, CatalogModel& model, llvm::ArrayRef<ConceptKind> kinds,
                       llvm::ArrayRef<llvm::StringRef> keys) {
  row.check_keys(kCommonKeys, keys);
  ConceptEntry entry;
  entry.place = row.place();
  entry.name = row.required("name");
  entry.kind = kind_of_name(row, entry.name, kinds);
  entry.title = row.text("title");
  if (entry.title.empty()) {
    entry.title = llvm::StringRef(entry.name).split(':').second.str();
    std::replace(entry.title.begin(), entry.title.end(), '_', ' ');
  }
  entry.source = row.source();
  entry.value = row.text("value");
  entry.plural = row.flag("plural", may_take_plural(entry.kind));
  entry.spellings = read_spellings(row, !is_grammatical(entry.kind));
  check_unique(row, model, entry);
  read_members(row, model, entry.name);
  auto id = static_cast<ConceptId>(model.concepts.size());
  model.concept_ids.try_emplace(entry.name, id);
  model.concepts.push_back(std::move(entry));
  return id;
}

void read_drug(RowReader& row, CatalogModel& model) {
  ConceptId id =
      read_concept(row, model, {ConceptKind::Drug}, {"brands", "rxnorm", "classes", "codes", "misspelt"});
  for (PlacedText& brand : row.list("brands")) {
    model.concepts[id].spellings.push_back({std::move(brand), SpellingKind::Plain});
  }
  for (PlacedText& word : row.list("misspelt")) {
    model.concepts[id].spellings.push_back({std::move(word), SpellingKind::Misspelt});
  }
}

void read_drug_class(RowReader& row, CatalogModel& model) {
  read_concept(row, model, {ConceptKind::DrugClass}, {"members", "classes", "is_a", "codes"});
}

void read_condition(RowReader& row, CatalogModel& model) {
  read_thing_of(row, model, ConceptKind::Condition);
}
void read_procedure(RowReader& row, CatalogModel& model) {
  read_thing_of(row, model, ConceptKind::Procedure);
}
void read_device(RowReader& row, CatalogModel& model) {
  read_thing_of(row, model, ConceptKind::Device);
}
void read_organism(RowReader& row, CatalogModel& model) {
  read_thing_of(row, model, ConceptKind::Organism);
}
void read_thing(RowReader& row, CatalogModel& model) {
  read_thing_of(row, model, ConceptKind::Thing);
}
void read_anchor(RowReader& row, CatalogModel& model) {
  read_concept(row, model, {ConceptKind::Anchor}, {"codes", "is_a", "value"});
}

void read_grammar(RowReader& row, CatalogModel& model) {
  read_concept(row, model, {ConceptKind::Grammar}, {"value"});
}

void read_synonym(RowReader& row, CatalogModel& model) {
  row.check_keys({"name", "spellings", "exact", "source", "example", "note"});
  row.source();
  SynonymEntry entry{{row.required("name"), row.place()}, read_spellings(row, false)};
  if (entry.spellings.empty()) row.complain("missing 'spellings' or 'exact'");
  model.synonyms.push_back(std::move(entry));
}

void read_heading(RowReader& row, CatalogModel& model) {
  read_concept(row, model, {ConceptKind::Heading}, {"value"});
}

}  // namespace critc
