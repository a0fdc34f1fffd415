#include "ir/catalog/phrase_table.h"

#include <algorithm>

#include "llvm/ADT/STLExtras.h"

#include "ir/catalog/row_readers.h"
#include "ir/catalog/spelling.h"

namespace critc {

namespace {

constexpr size_t kMaxWords = 32;  // of one phrase; bounds the cost of a match

// Rows of one namespace must not share a spelling; grammar has one namespace for each chunk.
llvm::StringRef spelling_namespace(const ConceptEntry& entry) {
  llvm::StringRef name = entry.name;
  return name.take_until([&](char c) { return c == ':' || c == '.'; }) == "grammar"
             ? name.split('.').first
             : name.split(':').first;
}

class PhraseCollector {
 public:
  PhraseCollector(CatalogModel& model, PhraseTable& table) : model_(model), table_(table) {}

  void collect() {
    each_spelling([&](ConceptId id, const SpellingEntry& entry) { add(id, entry, false); });
    each_spelling([&](ConceptId id, const SpellingEntry& entry) {
      if (entry.kind == SpellingKind::Misspelt) return;
      const ConceptEntry& own = model_.concepts[id];
      bool thing = may_take_plural(own.kind);  // "mm 2 weeks" has no mm2
      DerivedForms wanted{own.plural, own.plural && may_take_singular(own.kind), thing};
      for (const SpellingEntry& form : derived_spellings(entry, wanted)) {
        add(id, form, true);
      }
    });
    for (const std::string& word : model_.words) {
      for (const SpellingWord& part : spelling_words(word)) table_.intern(part.key);
    }
    for (auto& [words, senses] : table_.phrases) {
      llvm::stable_sort(senses, [](const PhraseSense& a, const PhraseSense& b) {
        return std::pair(a.exact.empty(), a.derived) < std::pair(b.exact.empty(), b.derived);
      });
    }
  }

 private:
  template <typename Visit>
  void each_spelling(Visit visit) {
    for (ConceptId id = 1; id < model_.concepts.size(); ++id) {
      for (const SpellingEntry& entry : model_.concepts[id].spellings) visit(id, entry);
    }
  }

  void add(ConceptId id, const SpellingEntry& entry, bool derived) {
    const PlacedText& text = entry.spelling;
    auto words = spelling_words(text.text);
    if (words.empty() || words.size() > kMaxWords) {
      if (!derived)
        complain(text.place, "spelling '" + text.text + "' has no words, or more than 32");
      return;
    }
    if (derived && !may_split(id, words)) return;
    std::vector<WordId> ids;
    for (const SpellingWord& word : words) ids.push_back(table_.intern(word.key));
    PhraseSense sense{id, entry.kind == SpellingKind::Exact ? text.text : "", derived,
                      entry.kind == SpellingKind::Misspelt, text.place};
    auto& senses = table_.phrases[ids];
    if (is_free(senses, sense, text)) senses.push_back(std::move(sense));
  }

  // `at1` must not make a drug of "at 1 week": signs and numbers after a word of grammar are no
  // name.
  bool may_split(ConceptId id, const std::vector<SpellingWord>& words) {
    if (words.size() < 2 || words[1].kind != TokenKind::Number) return true;
    auto known = table_.word_ids.find(words[0].key);
    if (known == table_.word_ids.end()) return true;
    auto phrase = table_.phrases.find({known->second});
    if (phrase == table_.phrases.end()) return true;
    return llvm::none_of(phrase->second, [&](const PhraseSense& sense) {
      return sense.concept_id != id &&
             model_.concepts[sense.concept_id].kind == ConceptKind::Grammar;
    });
  }

  // A row may repeat its own spelling; another row of the namespace may not.
  bool is_free(std::vector<PhraseSense>& senses, const PhraseSense& sense, const PlacedText& text) {
    const ConceptEntry& own = model_.concepts[sense.concept_id];
    if (!sense.derived) {  // derived forms of an image give way
      llvm::erase_if(senses, [&](const PhraseSense& other) {
        return other.derived && other.exact == sense.exact &&
               spelling_namespace(model_.concepts[other.concept_id]) == spelling_namespace(own);
      });
    }
    for (const PhraseSense& other : senses) {
      if (other.exact != sense.exact) continue;
      if (other.concept_id == sense.concept_id) return false;
      const ConceptEntry& taken_by = model_.concepts[other.concept_id];
      if (spelling_namespace(taken_by) != spelling_namespace(own)) continue;
      if (!sense.derived) {
        complain(text.place, "spelling '" + text.text + "' of " + own.name + " belongs to " +
                                 taken_by.name + " at " + model_.complaints.where(other.place));
      }
      return false;
    }
    return true;
  }

  void complain(Place place, const std::string& message) { model_.complaints.add(place, message); }

  CatalogModel& model_;
  PhraseTable& table_;
};

}  // namespace

WordId PhraseTable::intern(llvm::StringRef word) {
  auto [found, added] = word_ids.try_emplace(word, static_cast<WordId>(words.size()));
  if (added) words.push_back(word.str());
  return found->second;
}

void collect_phrases(CatalogModel& model, PhraseTable& table) {
  PhraseCollector(model, table).collect();
}

void number_starts_first(const CatalogModel& model, PhraseTable& table) {
  enum Rank : uint8_t { Inside, Starts, StartsGrammar, StartsHeading };
  struct Use {
    Rank rank = Inside;
    uint32_t phrases = 0;
    auto operator<=>(const Use&) const = default;
  };
  std::vector<Use> uses(table.words.size());
  for (const auto& [words, senses] : table.phrases) {
    for (WordId word : words) ++uses[word].phrases;
    Rank& rank = uses[words.front()].rank;
    for (const PhraseSense& sense : senses) {
      const ConceptKind kind = model.concepts[sense.concept_id].kind;
      rank = std::max(rank, kind == ConceptKind::Heading ? StartsHeading : kind == ConceptKind::Grammar ? StartsGrammar : Starts);
    }
  }
  std::vector<WordId> order;
  for (WordId old = 1; old < uses.size(); ++old) order.push_back(old);
  llvm::stable_sort(order, [&](WordId a, WordId b) { return uses[a] > uses[b]; });
  PhraseTable numbered;
  std::vector<WordId> ids(table.words.size());
  for (WordId old : order) ids[old] = numbered.intern(table.words[old]);
  for (auto& [words, senses] : table.phrases) {
    std::vector<WordId> key;
    for (WordId word : words) key.push_back(ids[word]);
    numbered.phrases.emplace(std::move(key), std::move(senses));
  }
  table = std::move(numbered);
}

PhraseTrie build_phrase_trie(const PhraseTable& table) {
  using Entry = std::map<std::vector<WordId>, std::vector<PhraseSense>>::const_iterator;
  struct Pending {
    Entry begin, end;  // phrases that start with the words that lead to the state
    size_t depth;
  };
  PhraseTrie trie;
  std::vector<Pending> queue = {{table.phrases.begin(), table.phrases.end(), 0}};
  trie.labels.push_back(0);
  for (size_t state = 0; state < queue.size(); ++state) {
    auto [it, end, depth] = queue[state];
    PhraseId phrase = 0;
    if (depth > 0 && it != end && it->first.size() == depth) {
      phrase = static_cast<PhraseId>(trie.senses.size());
      trie.senses.push_back(&it->second);
      ++it;
    }
    trie.state_phrases.push_back(phrase);
    trie.first_child.push_back(static_cast<uint32_t>(queue.size()));
    while (it != end) {
      WordId word = it->first[depth];
      Entry next = it;
      while (next != end && next->first[depth] == word) ++next;
      queue.push_back({it, next, depth + 1});
      trie.labels.push_back(word);
      it = next;
    }
  }
  trie.first_child.push_back(static_cast<uint32_t>(queue.size()));
  return trie;
}

}  // namespace critc
