#include "frontend/outline/heading_words.h"

#include <algorithm>
#include <array>

#include "ir/catalog/derived.h"
#include "ir/catalog/matcher.h"

namespace critc {

namespace {

// In the order of HeadingRole's bits.
constexpr llvm::StringLiteral kConceptNames[] = {
    "heading:inclusion", "heading:exclusion",     "heading:topic",       "heading:note",
    "heading:note_sentence", "heading:cohort",    "heading:population",  "heading:announcement",
    "heading:number_noun",   "heading:excludes",  "heading:qualifier",   "heading:denial",
    "heading:inclusion_sentence", "heading:exclusion_sentence", "heading:everyone",
    "heading:inline_label",  "heading:nothing_asked",  "heading:joins_onward", "heading:proper_name",
    "heading:layout_label"};

}  // namespace

// Calls visit(tok_end, roles) for each phrase of a heading that starts at `at`, shortest first.
template <typename Visit>
void HeadingWords::for_each_phrase(uint32_t at, uint32_t limit, Visit visit) const {
  Catalog::TrieState state = Catalog::kRoot;
  for (uint32_t i = at; i < limit; ++i) {
    const Token& token = buffer_.tokens[i];
    if (i > at && token.kind == TokenKind::Hyphen) continue;
    if (token.word == 0) break;
    state = catalog_.step(state, token.word);
    if (state == Catalog::kDead) break;
    if (catalog_.kinds_at(state) & kind_bit(ConceptKind::Heading)) visit(i + 1, roles_.of(catalog_, catalog_.phrase_at(state)));
  }
}

HeadingRoles::HeadingRoles(const Catalog& catalog) : age_(catalog.find("demographic:age")) {
  static_assert(std::size(kConceptNames) == kRoleCount);
  std::array<ConceptId, kRoleCount> concepts;
  for (size_t i = 0; i < kRoleCount; ++i) concepts[i] = catalog.find(kConceptNames[i]);
  auto [first, last] = std::minmax_element(concepts.begin(), concepts.end());
  first_ = *first;
  roles_.resize(*last - *first + 1);
  for (size_t i = 0; i < kRoleCount; ++i) {
    if (concepts[i] != 0) roles_[concepts[i] - first_] |= 1u << i;
  }
  starts_.push_back(0);
  const auto [begin, end] = catalog.children(Catalog::kRoot);
  for (Catalog::TrieState state = begin; state < end; ++state) {
    const std::optional<uint32_t> roles = below(catalog, state);
    if (!roles) break;
    starts_.push_back(*roles);
  }
}

uint32_t HeadingRoles::of(const Catalog& catalog, PhraseId phrase) const {
  uint32_t roles = 0;
  for (uint32_t i = 0, count = catalog.sense_count(phrase); i < count; ++i) {
    const Sense sense = catalog.sense(phrase, i);
    if (sense.kind == ConceptKind::Heading && sense.concept_id - first_ < roles_.size()) roles |= roles_[sense.concept_id - first_];
  }
  return roles;
}

// Of the phrases that go on from `state`; empty where none is a heading's.
std::optional<uint32_t> HeadingRoles::below(const Catalog& catalog, Catalog::TrieState state) const {
  std::optional<uint32_t> roles;
  if (catalog.kinds_at(state) & kind_bit(ConceptKind::Heading)) roles = of(catalog, catalog.phrase_at(state));
  const auto [begin, end] = catalog.children(state);
  for (Catalog::TrieState child = begin; child < end; ++child) {
    if (const std::optional<uint32_t> more = below(catalog, child)) roles = roles.value_or(0) | *more;
  }
  return roles;
}

HeadingWords::HeadingWords(const TokenBuffer& buffer, const Catalog& catalog)
    : buffer_(buffer), catalog_(catalog), roles_(derived_from(catalog, own_roles_)) {
  auto count = static_cast<uint32_t>(buffer.tokens.size());
  roles_at_.resize(count);
  for (uint32_t i = 0; i < count; ++i) {
    roles_at_[i] = roles_.of_starts(buffer.tokens[i].word);
    all_roles_ |= roles_at_[i];
  }
}

HeadingWords::Match HeadingWords::longest(uint32_t at, uint32_t limit, uint32_t roles) const {
  Match best;
  for_each_phrase(at, limit, [&](uint32_t end, uint32_t found) {
    if (found & roles) best = {end, found & roles};
  });
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
  if (!match || roles_.age() == 0) return false;
  for (uint32_t i = 0, count = catalog_.sense_count(match.phrase); i < count; ++i) {
    if (catalog_.sense(match.phrase, i).concept_id == roles_.age()) return true;
  }
  return false;
}

}  // namespace critc
