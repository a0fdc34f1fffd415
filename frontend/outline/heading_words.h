// HeadingWords: what the outline asks of the catalogue, the heading:* concepts by role.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "ir/catalog/catalog.h"
#include "ir/text/token.h"

namespace critc {

// A set of these says what a phrase may be; one phrase can have several roles.
enum HeadingRole : uint32_t {
  kInclusionHeading = 1 << 0,   // "inclusion criteria"
  kExclusionHeading = 1 << 1,   // "exclusion criteria"
  kTopicHeading = 1 << 2,       // "disease characteristics": opens no section of its own
  kNoteHeading = 1 << 3,        // "note"
  kNoteSentence = 1 << 4,       // "criteria may apply"
  kCohortNoun = 1 << 5,         // "cohort", "arm": a designator or a colon follows
  kPopulationNoun = 1 << 6,     // "healthy controls", "donors"
  kAnnouncement = 1 << 7,       // "following", "below": items come
  kNumberNoun = 1 << 8,         // "grade", "version": a number behind it is no list marker
  kExcludes = 1 << 9,           // "will be excluded"
  kQualifier = 1 << 10,         // "key", "main": may stand before a heading
  kDenial = 1 << 11,            // "not", "no": what follows is no heading
  kInclusionSentence = 1 << 12, // "patients must have": a heading as a whole line or before a colon only
  kExclusionSentence = 1 << 13, // "patients with the following are excluded"
  kEveryone = 1 << 14,          // "all participants": no cohort
  kInlineLabel = 1 << 15,       // "performance status" before a colon in running text
  kNothingAsked = 1 << 16,      // "not specified" behind a label
  kJoinsOnward = 1 << 17,       // a word that ends no sentence: "of", "prior"
  kProperName = 1 << 18,        // has its capital everywhere: "Karnofsky"
  kLayoutLabel = 1 << 19,       // "life expectancy" before a colon: tells the older layout
};

// The roles of the concepts heading:*.
class HeadingRoles {
 public:
  explicit HeadingRoles(const Catalog& catalog);
  uint32_t of(const Catalog& catalog, PhraseId phrase) const;
  uint32_t of_starts(WordId word) const { return word < starts_.size() ? starts_[word] : 0; }  // of all phrases that start with it
  ConceptId age() const { return age_; }  // demographic:age

 private:
  std::optional<uint32_t> below(const Catalog& catalog, Catalog::TrieState state) const;

  static constexpr size_t kRoleCount = 20;
  ConceptId first_ = 0;          // of the concepts that have a role
  std::vector<uint32_t> roles_;  // by concept, from the first on
  std::vector<uint32_t> starts_; // by word: those that start headings are the first of the catalogue
  ConceptId age_ = 0;
};

class HeadingWords {
 public:
  HeadingWords(const TokenBuffer& buffer, const Catalog& catalog);

  struct Match {
    uint32_t tok_end = 0;
    uint32_t roles = 0;  // 0: nothing matched
    explicit operator bool() const { return roles != 0; }
  };

  // The longest phrase that starts at `at`, ends by `limit` and has one of `roles`.
  Match match(uint32_t at, uint32_t limit, uint32_t roles) const {
    return at < limit && (roles_at_[at] & roles) ? longest(at, limit, roles) : Match{};
  }

  // Whether the posting may have a phrase with one of `roles`.
  bool may_have(uint32_t roles) const { return (all_roles_ & roles) != 0; }

  // Whether a phrase with one of `roles` starts anywhere in [begin, end).
  bool contains(uint32_t begin, uint32_t end, uint32_t roles) const;

  // Whether a phrase that means the age of a person starts at `at`.
  bool is_age(uint32_t at, uint32_t limit) const;

 private:
  template <typename Visit>
  void for_each_phrase(uint32_t at, uint32_t limit, Visit visit) const;
  Match longest(uint32_t at, uint32_t limit, uint32_t roles) const;

  const TokenBuffer& buffer_;
  const Catalog& catalog_;
  std::optional<HeadingRoles> own_roles_;
  const HeadingRoles& roles_;
  uint32_t all_roles_ = 0;          // of all tokens
  std::vector<uint32_t> roles_at_;  // by token, of all phrases that start with its word: each is asked about often
};

}  // namespace critc
