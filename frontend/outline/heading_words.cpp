#include "frontend/outline/heading_words.h"

#include "ir/catalog/matcher.h"

namespace critc {

namespace {

// In the order of HeadingRole's bits.
constexpr llvm::StringLiteral kConceptNames[] = {
    "heading:inclusion", "heading:exclusion",     "heading:topic",       "heading:note",
    "heading:note_sentence", "heading:cohort",    "heading:population",  "heading:announcement",
    "heading:number_noun",   "heading:excludes",  "heading:qualifier",   "heading:denial",
    "heading:inclusion_sentence", "heading:exclusion_sentence", "heading:everyone"};

}  // namespace

HeadingWords::HeadingWords(const TokenBuffer& buffer, const Catalog& catalog)
    : buffer_(buffer), catalog_(catalog) {
  static_assert(std::size(kConceptNames) == kRoleCount);
  for (size_t i = 0; i < kRoleCount; ++i) concepts_[i] = catalog.find(kConceptNames[i]);
  age_ = catalog.find("demographic:age");
}

uint32_t HeadingWords::roles_of(PhraseId phrase) const {
  uint32_t roles = 0;
  for (uint32_t i = 0, count = catalog_.sense_count(phrase); i < count; ++i) {
    ConceptId id = catalog_.sense(phrase, i).concept_id;
    if (id == 0 || catalog_.kind(id) != ConceptKind::Heading) continue;
    for (size_t role = 0; role < kRoleCount; ++role) {
      if (concepts_[role] == id) roles |= 1u << role;
    }
  }
  return roles;
}

HeadingWords::Match HeadingWords::longest(uint32_t at, uint32_t limit, uint32_t roles) const {
  Match best;
  Catalog::TrieState state = Catalog::kRoot;
  for (uint32_t i = at; i < limit; ++i) {
    const Token& token = buffer_.tokens[i];
    if (i > at && token.kind == TokenKind::Hyphen) continue;
    if (token.word == 0) break;
    state = catalog_.step(state, token.word);
    if (state == Catalog::kDead) break;
    if (!(catalog_.kinds_at(state) & kind_bit(ConceptKind::Heading))) continue;
    if (uint32_t found = roles_of(catalog_.phrase_at(state)) & roles) best = {i + 1, found};
  }
  return best;
}

bool HeadingWords::contains(uint32_t begin, uint32_t end, uint32_t roles) const {
  for (uint32_t i = begin; i < end; ++i) {
    if (match(i, end, roles)) return true;
  }
  return false;
}

bool HeadingWords::is_age(uint32_t at, uint32_t limit) const {
  PhraseMatch match = longest_match(buffer_, at, limit, catalog_);
  if (!match || age_ == 0) return false;
  for (uint32_t i = 0, count = catalog_.sense_count(match.phrase); i < count; ++i) {
    if (catalog_.sense(match.phrase, i).concept_id == age_) return true;
  }
  return false;
}

}  // namespace critc
