#include "backends/facts/event_head.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace critc {

namespace {

// The words of a text one phrase at a time, the longest that the catalogue has.
class Phrases {
 public:
  Phrases(llvm::StringRef text, const Catalog& catalog) : catalog_(catalog) {
    std::string word;
    for (char c : text) {
      if (llvm::isAlnum(c) || static_cast<unsigned char>(c) >= 0x80) {
        word += llvm::toLower(c);
        continue;
      }
      end_word(word);
      if (c != '-' && c != '\'' && !llvm::isSpace(c)) words_.push_back(0);
    }
    end_word(word);
  }

  bool done() const { return at_ >= words_.size(); }

  // The next phrase, 0 where a word is none; moves behind it.
  PhraseId next() {
    PhraseId found = 0;
    size_t end = at_ + 1;
    Catalog::TrieState state = Catalog::kRoot;
    for (size_t i = at_; i < words_.size() && words_[i]; ++i) {
      state = catalog_.step(state, words_[i]);
      if (state == Catalog::kDead) break;
      if (PhraseId phrase = catalog_.phrase_at(state)) {
        found = phrase;
        end = i + 1;
      }
    }
    at_ = end;
    return found;
  }

 private:
  static constexpr size_t kMaxWords = 200;

  void end_word(std::string& word) {
    if (!word.empty() && words_.size() < kMaxWords) words_.push_back(catalog_.word(word));
    word.clear();
  }

  const Catalog& catalog_;
  llvm::SmallVector<WordId, 32> words_;  // 0: a sign, or in no table
  size_t at_ = 0;
};

bool has_sense(PhraseId phrase, llvm::StringRef prefix, const Catalog& catalog) {
  for (uint32_t i = 0; phrase && i < catalog.sense_count(phrase); ++i)
    if (catalog.name(catalog.sense(phrase, i).concept_id).starts_with(prefix)) return true;
  return false;
}

bool any_phrase(llvm::StringRef text, llvm::StringRef prefix, const Catalog& catalog) {
  for (Phrases phrases(text, catalog); !phrases.done();)
    if (has_sense(phrases.next(), prefix, catalog)) return true;
  return false;
}

const NodeList* list_of(const Node& node) {
  if (const auto* all = node.as<All>()) return &all->children;
  const auto* any = node.as<Any>();
  return any ? &any->children : nullptr;
}

// Words that say more about what stands before them: "for", "that"; not "of" in "use of", nor verbs: "received".
bool relates(llvm::StringRef text, const Catalog& catalog) {
  llvm::SmallVector<llvm::StringRef, 8> words;
  text.split(words, ' ', -1, false);
  return llvm::any_of(words, [&](llvm::StringRef word) {
    return !word.ends_with("ed") && any_phrase(word, "grammar:relation", catalog) && !any_phrase(word, "grammar:time.of", catalog);
  });
}

// What may happen or last.
bool is_event(const Node& node, const Catalog& catalog) {
  const auto* has = node.as<Has>();
  return has && has->subject.concept_id ? !is_person(node, catalog) : node.as<Exposure>() != nullptr;
}

}  // namespace

const Subject* subject_of(const Node& node) {
  if (const auto* comparison = node.as<Comparison>()) return &comparison->subject;
  if (const auto* has = node.as<Has>()) return &has->subject;
  if (const auto* exists = node.as<Exists>()) return &exists->subject;
  if (const auto* define = node.as<Define>()) return &define->term;
  const auto* exposure = node.as<Exposure>();
  if (!exposure) return nullptr;
  bool named = exposure->subject.concept_id != 0 || exposure->equivalent.concept_id == 0;
  return named ? &exposure->subject : &exposure->equivalent;
}

bool is_person(const Node& node, const Catalog& catalog) {
  const auto* has = node.as<Has>();
  return has && has->subject.concept_id &&
         llvm::is_contained(catalog.classes(has->subject.concept_id), catalog.find("thing:person_group"));
}

// What stands before the thing tells who has it, how it stands and when it is given: "patients who have received".
bool EventHead::leads(uint32_t begin, uint32_t end) const {
  static constexpr llvm::StringLiteral kLeads[] = {
      "grammar:phase.prior", "grammar:phase.ongoing", "grammar:phase.planned", "grammar:phase.required", "grammar:status.",
      "grammar:severity.", "grammar:whose.", "grammar:modality.requires", "grammar:modality.agrees", "grammar:persons", "grammar:filler", "grammar:clause",
      "grammar:modifier", "grammar:course", "grammar:negation", "grammar:time.of", "grammar:duty", "thing:"};
  const llvm::StringRef text = document_.str({begin, end});
  if (relates(text, catalog_)) return false;
  for (Phrases phrases(text, catalog_); !phrases.done();) {
    const PhraseId phrase = phrases.next();
    if (llvm::none_of(kLeads, [&](llvm::StringRef lead) { return has_sense(phrase, lead, catalog_); })) return false;
  }
  return true;
}

// Behind the thing nothing goes on with its name: "HIV vaccine", "pathology review".
bool EventHead::ends_name(uint32_t begin, ByteRange time, bool finding) const {
  static constexpr llvm::StringLiteral kGoOn[] = {"grammar:relation.", "grammar:clause", "grammar:which", "grammar:time.",
                                                  "grammar:carrier", "grammar:kind_word", "grammar:or", "grammar:and",
                                                  "grammar:phase.", "grammar:status.", "grammar:modality.requires"};
  if (time.begin <= begin) return true;
  const llvm::StringRef rest = document_.str({begin, time.begin}).ltrim();
  if (rest.empty() || !llvm::isAlnum(rest.front())) return true;
  const PhraseId phrase = Phrases(rest, catalog_).next();
  for (llvm::StringRef other : {"procedure:", "drug:", "class:", "thing:"})  // "anaemia treatment"
    if (finding && has_sense(phrase, other, catalog_)) return false;
  return llvm::any_of(kGoOn, [&](llvm::StringRef word) { return has_sense(phrase, word, catalog_); });
}

// What stands between the thing and its time denies something, "that has not relapsed during", or tells of a finding
// what was done about it: "hypothyroidism, who are on a stable dose for".
bool EventHead::tells_more(uint32_t begin, ByteRange time, bool finding) const {
  if (time.begin <= begin) return false;
  const llvm::StringRef between = document_.str({begin, time.begin});
  return any_phrase(between, "grammar:negation", catalog_) || any_phrase(between, "grammar:response.stable", catalog_) ||
         (finding && any_phrase(between, "grammar:which", catalog_));
}

bool EventHead::may_head(const Node& node) const {
  if (!is_event(node, catalog_)) return false;
  const Subject& subject = *subject_of(node);
  if (subject.text.begin > 0 && document_.str({subject.text.begin - 1, subject.text.begin}) == "-") return false;  // "non-insulin agents"
  const auto* has = node.as<Has>();
  return !has || has->thing != ThingKind::Measurement || has->status != Status::None;
}

void EventHead::collect(ByteRange time, llvm::SmallVectorImpl<const Subject*>& subjects) const {
  const Node* first = opaque_.about.empty() ? nullptr : &opaque_.about.front();
  const NodeList* joined = nullptr;
  while (first && list_of(*first) && !list_of(*first)->empty()) {
    joined = list_of(*first);
    first = &joined->front();
  }
  if (!first || !is_event(*first, catalog_) || first->range.begin < opaque_.text.begin) return;
  const Subject* head = subject_of(*first);
  if (any_phrase(document_.str(head->text), "grammar:kind_word", catalog_)) return;  // "medication for obesity"
  const bool time_first = time.begin >= opaque_.text.begin && time.end <= head->text.begin;  // 4 weeks since chemotherapy
  const uint32_t begin = time_first ? time.end : opaque_.text.begin;
  const llvm::StringRef clause = document_.str({begin, time_first ? head->text.end : opaque_.text.end});
  for (llvm::StringRef turn : {"grammar:turn", "grammar:phase.allowed", "grammar:phase.prohibited"})
    if (any_phrase(clause, turn, catalog_)) return;
  const auto* has = first->as<Has>();
  const bool finding = has && has->thing == ThingKind::Condition;
  if (!leads(begin, head->text.begin) || !ends_name(head->text.end, time, finding) || tells_more(head->text.end, time, finding)) return;
  if (may_head(*first)) subjects.push_back(head);
  for (size_t i = 1; joined && i < joined->size() && is_event((*joined)[i], catalog_); ++i) {
    const uint32_t from = subject_of((*joined)[i - 1])->text.end, to = subject_of((*joined)[i])->text.begin;
    if (to > from && relates(document_.str({from, to}), catalog_)) break;  // "vaccines directed against HIV"
    if (const Subject* next = subject_of((*joined)[i]); may_head((*joined)[i]) && !any_phrase(document_.str(next->text), "grammar:kind_word", catalog_))
      subjects.push_back(next);
  }
}

}  // namespace critc
