// resolve-drugs: misspelt and mistranslated drug names.
//
// Only a single word that the catalogue does not know at all, where a drug is expected or between
// other drugs of a list, is compared with the names of drugs. One name must be clearly the nearest;
// what is read so is marked.
#include <algorithm>
#include <array>
#include <bit>
#include <optional>
#include <vector>

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"

#include "ir/catalog/derived.h"
#include "ir/text/scanner.h"
#include "passes/pass.h"
#include "passes/place.h"
#include "passes/report.h"

namespace critc {

namespace {

constexpr size_t kShortest = 6;  // letters of a word that can be told from others
constexpr size_t kLongest = 24;
constexpr uint32_t kMostLookups = 256;  // a posting: hostile lists of nonsense stay cheap

// Single-word drug names by length.
class DrugNames {
 public:
  explicit DrugNames(const Catalog& catalog) {
    for (ConceptId id = 1; id < catalog.concept_count(); ++id) {
      if (catalog.kind(id) != ConceptKind::Drug) continue;
      llvm::StringRef name = catalog.name(id).split(':').second;
      if (name.size() < kShortest - 2 || name.size() > kLongest || name.contains('_')) continue;
      by_length_[name.size()].push_back({name, letters_of(name), id});
    }
  }

  struct Nearest {
    ConceptId id = 0;
    unsigned distance = 0;
  };

  // The nearest name if it is within a fifth of the word's letters and no other name is as near.
  Nearest nearest(llvm::StringRef word) const {
    const unsigned bound = word.size() < 8 ? 1 : word.size() < 13 ? 2 : 3;
    Nearest best{0, bound + 1};
    bool tied = false;
    const uint32_t letters = letters_of(word);
    const size_t first = word.size() - bound, last = std::min(kLongest, word.size() + bound);
    for (size_t length = first; length <= last; ++length) {
      for (const Name& candidate : by_length_[length]) {
        if (candidate.text.front() != word.front() && candidate.text.back() != word.back())
          continue;
        // One change takes a letter away, brings one, or does both.
        const int changes = (std::popcount(candidate.letters ^ letters) + 1) / 2;
        if (static_cast<unsigned>(changes) > best.distance) continue;
        const unsigned distance = candidate.text.edit_distance(word, true, best.distance);
        if (distance > best.distance || distance > bound) continue;
        tied = distance == best.distance;
        best = {candidate.id, distance};
      }
    }
    return best.distance > bound || tied ? Nearest{} : best;
  }

 private:
  struct Name {
    llvm::StringRef text;
    uint32_t letters;  // a set
    ConceptId id;
  };

  static uint32_t letters_of(llvm::StringRef text) {
    uint32_t set = 0;
    for (char c : text) {
      if (c >= 'a' && c <= 'z') set |= 1u << (c - 'a');
    }
    return set;
  }

  std::array<std::vector<Name>, kLongest + 1> by_length_;
};

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
    const DrugNames::Nearest found = find(words);
    if (!found.id) return;
    const ByteRange was = node.range;
    Exposure exposure;
    exposure.subject.text = words;
    exposure.subject.concept_id = found.id;
    node.value = Box<Exposure>(std::move(exposure));
    context_.bounded.reset();  // the things that the words named are gone
    llvm::erase_if(document_.diagnostics, [&](const Diagnostic& diagnostic) {
      return diagnostic.kind == DiagnosticKind::OpaqueText && diagnostic.range == was;
    });
    mark(node, words, found.id);
  }

  void resolve(Node& node, Subject& subject) {
    if (subject.concept_id || subject.phrase) return;
    const DrugNames::Nearest found = find(subject.text);
    if (!found.id) return;
    subject.concept_id = found.id;
    mark(node, subject.text, found.id);
  }

  DrugNames::Nearest find(TextSpan text) {
    if (!context_.options.recover) return {};
    llvm::StringRef word = document_.str(text).trim();
    if (word.size() < kShortest || word.size() > kLongest) return {};
    if (!llvm::all_of(word, llvm::isAlpha)) return {};
    llvm::SmallString<32> key;
    fold_word(word, key);
    if (context_.catalog.word(key) || lookups_++ >= kMostLookups) return {};
    return derived_from(context_.catalog, names_).nearest(key);
  }

  void mark(Node& node, TextSpan text, ConceptId id) {
    const ByteRange words = document_.range_of(text);
    report_mark(document_, node, Mark::RecoveredSpelling,
                !words.empty() && node.range.contains(words) ? words : node.range,
                {document_.str(text).trim().str(), context_.catalog.title(id).str()});
  }

  PassContext& context_;
  Document& document_;
  std::optional<DrugNames> names_;
  uint32_t lookups_ = 0;
};

}  // namespace

void resolve_drugs(PassContext& context) {
  Resolver resolver(context);
  walk(context.document, [&](Node& node, const Place&) { resolver.visit(node); });
  context.document.stage = Stage::Resolved;
}

}  // namespace critc
