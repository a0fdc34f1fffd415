// resolve-drugs: misspelt and mistranslated drug names.
//
// Only a single word that the catalogue does not know at all, where a drug is expected or between
// other drugs of a list, is compared with the names of drugs. One name must be clearly the nearest.
// Mistranslations that no such comparison finds stand in the rows of the drugs (`misspelt`). What is
// read either way is marked.
#include <optional>

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"

#include "ir/catalog/derived.h"
#include "ir/catalog/drug_speller.h"
#include "ir/text/scanner.h"
#include "passes/node_index.h"
#include "passes/report.h"

namespace critc {

namespace {

bool names_drug(const Node& node) {
  const auto* exposure = node.as<Exposure>();
  return exposure && exposure->thing == ThingKind::Drug && exposure->subject.concept_id;
}

class Resolver {
 public:
  explicit Resolver(PassContext& context) : context_(context), document_(context.document) {}

  void visit(Node& node) {
    if (auto* exposure = node.as<Exposure>()) {
      if (exposure->thing == ThingKind::Drug) resolve(node, exposure->subject);
    } else if (auto* has = node.as<Has>()) {
      if (has->thing == ThingKind::Drug || has->thing == ThingKind::Allergy)
        resolve(node, has->subject);
    } else if (auto* all = node.as<All>()) {
      visit_list(all->children);
    } else if (auto* any = node.as<Any>()) {
      visit_list(any->children);
    } else if (auto* at_least = node.as<AtLeast>()) {
      visit_list(at_least->children);
    } else if (auto* includes = node.as<Includes>()) {
      visit_list(includes->examples);
    }
  }

 private:
  // Words between drugs, "azathioprine, motecophanate, leflunomide", are expected to be drugs.
  void visit_list(NodeList& list) {
    if (llvm::none_of(list, names_drug)) return;
    for (Node& node : list) {
      if (const auto* opaque = node.as<Opaque>()) {
        read_opaque(node, opaque->text);
      } else if (auto* has = node.as<Has>(); has && has->thing == ThingKind::Other) {
        read_opaque(node, has->subject.text);
      }
    }
  }

  void read_opaque(Node& node, TextSpan words) {
    const ConceptId found = find(words);
    if (!found) return;
    const ByteRange was = node.range;
    if (!node.is_leaf() && !node.as<Opaque>()->about.empty()) context_.index.reset();
    Exposure exposure;
    exposure.subject.text = words;
    exposure.subject.concept_id = found;
    node.value = Box<Exposure>(std::move(exposure));
    llvm::erase_if(document_.diagnostics, [&](const Diagnostic& diagnostic) {
      return diagnostic.kind == DiagnosticKind::OpaqueText && diagnostic.range == was;
    });
    mark(node, words, found);
  }

  void resolve(Node& node, Subject& subject) {
    if (subject.phrase) return check_misspelt(node, subject);
    if (subject.concept_id) return;
    const ConceptId found = find(subject.text);
    if (!found) return;
    subject.concept_id = found;
    mark(node, subject.text, found);
  }

  // A known wrong spelling is no name either where nothing may be recovered.
  void check_misspelt(Node& node, Subject& subject) {
    const Catalog& catalog = context_.catalog;
    for (uint32_t i = 0; i < catalog.sense_count(subject.phrase); ++i) {
      const Sense sense = catalog.sense(subject.phrase, i);
      if (!sense.misspelt || sense.concept_id != subject.concept_id) continue;
      if (context_.options.recover) return mark(node, subject.text, subject.concept_id);
      subject.concept_id = 0;
      return;
    }
  }

  ConceptId find(TextSpan text) {
    if (!context_.options.recover) return 0;
    const llvm::StringRef word = document_.str(text).trim();
    if (word.size() > DrugSpeller::kLongest || lookups_++ >= DrugSpeller::kMostLookups) return 0;
    llvm::SmallString<32> key;
    fold_word(word, key);
    return DrugSpeller(context_.catalog).nearest(key);
  }

  void mark(Node& node, TextSpan text, ConceptId id) {
    const ByteRange words = document_.range_of(text);
    report_mark(document_, node, Mark::RecoveredSpelling,
                !words.empty() && node.range.contains(words) ? words : node.range,
                {document_.str(text).trim().str(), context_.catalog.title(id).str()});
  }

  PassContext& context_;
  Document& document_;
  uint32_t lookups_ = 0;
};

}  // namespace

void resolve_drugs(PassContext& context) {
  Resolver resolver(context);
  const NodeIndex* index = &node_index(context);
  for (size_t i = 0; i < index->nodes.size(); ++i) {
    resolver.visit(*index->nodes[i].node);
    if (!context.index) index = &node_index(context);  // nodes further back are gone
  }
  context.document.stage = Stage::Resolved;
}

}  // namespace critc
