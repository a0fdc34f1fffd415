#include "ir/criterion/ir_reader.h"

#include <algorithm>

#include "ir/criterion/quoting.h"
#include "ir/criterion/text_walk.h"
#include "ir/source/line_index.h"

namespace critc {

namespace {

// Stands for "not written" until the range of the node is known.
constexpr ByteRange kUnwritten = {UINT32_MAX, 0};

std::string describe(const IrToken& token) {
  switch (token.kind) {
    case IrTokenKind::End: return "the end";
    case IrTokenKind::String: return "a string";
    case IrTokenKind::SourceLine: return "a line of source words";
    default: return "'" + valid_utf8(token.text.take_front(40)) + "'";
  }
}

}  // namespace

std::string IrReader::error() const {
  LineColumn at = LineIndex(text_).position(static_cast<uint32_t>(error_at_));
  return std::to_string(at.line) + ":" + std::to_string(at.column) + ": " + error_;
}

bool IrReader::fail(const llvm::Twine& message) {
  if (!error_.empty()) return false;
  error_ = ("expected " + message + ", not " + describe(token_)).str();
  error_at_ = static_cast<size_t>(token_.text.data() - text_.data());
  return false;
}

bool IrReader::accept(char sign) {
  if (!token_.is(sign)) return false;
  advance();
  return true;
}

bool IrReader::expect(char sign) { return accept(sign) || fail("'" + llvm::Twine(sign) + "'"); }

bool IrReader::accept_word(llvm::StringRef word) {
  if (!token_.is_word(word)) return false;
  advance();
  return true;
}

bool IrReader::at_attribute() const {
  return token_.kind == IrTokenKind::Word && token_.text.end() != text_.end() && *token_.text.end() == '(';
}

bool IrReader::integer(uint32_t& value) {
  if (token_.kind != IrTokenKind::Number || token_.text.getAsInteger(10, value)) return fail("an integer");
  advance();
  return true;
}

bool IrReader::range(ByteRange& range) {
  if (!integer(range.begin)) return false;
  if (token_.kind != IrTokenKind::Dots) return fail("'..'");
  advance();
  uint32_t end;
  if (token_.kind != IrTokenKind::Number || token_.text.getAsInteger(10, end) || end < range.begin)
    return fail("an end not before the begin");
  range.end = end;
  advance();
  return true;
}

bool IrReader::location(ByteRange& where) { return !accept('@') || range(where); }

bool IrReader::string(std::string& bytes) {
  bytes.clear();
  if (token_.kind != IrTokenKind::String) return fail("a string");
  if (!read_quoted(token_.text, bytes)) return fail("a string of valid escapes");
  advance();
  return true;
}

bool IrReader::place(Place& place) {
  if (!token_.is('@') || token_.space_before) return true;
  advance();
  if (accept('-')) {
    place.kind = Place::Nowhere;
    return true;
  }
  place.kind = Place::At;
  return integer(place.begin);
}

bool IrReader::words(TextSpan& span) {
  std::string bytes;
  if (!string(bytes)) return false;
  auto begin = static_cast<uint32_t>(scratch_.size());
  scratch_ += bytes;
  span = {begin, static_cast<uint32_t>(scratch_.size())};
  pending_.push_back({span, {}, std::nullopt});
  return place(pending_.back().place);
}

void IrReader::begin_document() {
  document_ = Document();
  local_units_.clear();
  item_ = {};
}

TextSpan IrReader::put(llvm::StringRef words, std::optional<uint32_t> place) {
  bool fits = place && document_.text_begins_with_buffer &&
              uint64_t{*place} + words.size() <= document_.buffer_length;
  if (!fits) return document_.add_text(words);
  document_.text.replace(*place, words.size(), words.data(), words.size());
  return {*place, *place + static_cast<uint32_t>(words.size())};
}

void IrReader::settle(TextSpan& span, ByteRange range) {
  if (span.empty()) {
    span = {};
    return;
  }
  auto entry = std::lower_bound(pending_.begin(), pending_.end(), span.begin,
                                [](const Pending& p, uint32_t begin) { return p.scratch.end <= begin; });
  if (!entry->settled) {
    llvm::StringRef words = llvm::StringRef(scratch_).substr(span.begin, span.end - span.begin);
    std::optional<uint32_t> place;
    if (entry->place.kind == Place::At) place = entry->place.begin;
    if (entry->place.kind == Place::Default) place = default_place(item_, range, words);
    entry->settled = put(words, place);
  }
  span = *entry->settled;
}

void IrReader::settle(Bounds& bounds, ByteRange range) {
  if (bounds.range == kUnwritten) bounds.range = range;
  for_each_text_of_bounds(bounds, [&](TextSpan& span) { settle(span, range); });
  pending_.clear();
  scratch_.clear();
}

void IrReader::settle(Node& node, ByteRange range) {
  for_each_text(node, [&](TextSpan& span) { settle(span, range); });
  for_each_bounds(node, [&](Bounds& bounds, BoundsRole) {
    if (bounds.range == kUnwritten) bounds.range = range;
  });
  pending_.clear();
  scratch_.clear();
}

bool IrReader::concept_name(ConceptId& id) {
  std::string name;
  if (accept_word("concept")) {
    if (!expect('(') || !string(name) || !expect(')')) return false;
    id = catalog_.find(name);
    return id != 0 || fail("a catalogue name before this");
  }
  id = token_.kind == IrTokenKind::Word ? catalog_.find(token_.text) : 0;
  if (id == 0) return fail("a name of the catalogue");
  advance();
  return true;
}

bool IrReader::phrase(llvm::StringRef words, PhraseId& id) {
  id = phrase_of_words(words, catalog_);
  if (!accept_word("phrase")) return true;
  std::string spelling;
  if (!expect('(') || (token_.kind == IrTokenKind::String && !string(spelling)) || !expect(')')) return false;
  id = phrase_of_words(spelling, catalog_);
  return true;
}

bool IrReader::subject(Subject& subject) {
  bool bracket = false;
  if (!accept('_') && token_.kind != IrTokenKind::String) {
    if (!concept_name(subject.concept_id)) return false;
    IrLexer ahead = lexer_;
    bracket = token_.is('(') && ahead.next().kind == IrTokenKind::String;
    if (bracket) advance();
  }
  if (token_.kind == IrTokenKind::String && !words(subject.text)) return false;
  if (bracket && !expect(')')) return false;
  size_t length = subject.text.end - subject.text.begin;
  return phrase(llvm::StringRef(scratch_).substr(subject.text.begin, length), subject.phrase);
}

bool IrReader::unit(UnitId& id) {
  std::string code;
  if (!string(code)) return false;
  id = catalog_.unit(code);
  if (id != 0) return true;
  auto [entry, added] = local_units_.try_emplace(code, kLocalBit | static_cast<UnitId>(local_units_.size()));
  if (added) document_.local_units.push_back(std::move(code));
  id = entry->second;
  return true;
}

bool IrReader::reference(Reference& reference) {
  if (accept_word("of")) return vocabulary(reference);
  llvm::StringRef word = token_.text;
  if (token_.kind != IrTokenKind::Word || !word.consume_front("x")) return true;
  auto known = parse<Reference>(word);
  if (!known) return fail("xULN or xLLN");
  reference = *known;
  advance();
  return true;
}

bool IrReader::stated(Quantity& quantity) {
  if (!accept_word("stated")) return true;
  if (!expect('(')) return false;
  if (token_.kind == IrTokenKind::Number) {
    auto value = Decimal::parse(token_.text);
    if (!value) return fail("a number of at most 18 digits");
    quantity.stated = *value;
    advance();
  }
  if (token_.kind == IrTokenKind::String && !words(quantity.unit_text)) return false;
  if (token_.kind == IrTokenKind::Comparator && token_.text == "=") {
    advance();
    quantity.stated_unit = 0;
    if (!accept_word("none") && !unit(quantity.stated_unit)) return false;
  }
  if (accept_word("by")) {
    auto how = parse_conversion(token_.text);
    if (!how) return fail("a kind of conversion");
    quantity.how = *how;
    advance();
  }
  return expect(')');
}

bool IrReader::end(End& end) {
  Quantity& quantity = end.quantity;
  quantity.rounded = accept('~');
  auto value = token_.kind == IrTokenKind::Number ? Decimal::parse(token_.text) : std::nullopt;
  if (!value) return fail("a number of at most 18 digits");
  quantity.canonical = quantity.stated = *value;
  advance();
  if (token_.kind == IrTokenKind::String && !unit(quantity.unit)) return false;
  quantity.stated_unit = quantity.unit;
  return reference(end.reference) && stated(quantity);
}

bool IrReader::at_bounds() {
  return token_.kind == IrTokenKind::Comparator || token_.kind == IrTokenKind::Lost || token_.is('[') ||
         token_.is('(') || token_.is_word("none");
}

// What may follow a comparator or `??`.
bool IrReader::lost_value(Bounds& bounds) {
  if (token_.kind != IrTokenKind::Number && !token_.is('~')) return true;
  return end(bounds.low.emplace());
}

bool IrReader::bounds(Bounds& bounds) {
  bounds.range = kUnwritten;
  if (!at_bounds()) return fail("a comparator or an interval");
  if (token_.kind == IrTokenKind::Lost) {
    bounds.comparator_lost = true;
    advance();
  }
  if (token_.kind == IrTokenKind::Comparator) {
    bool upper = token_.text.starts_with("<"), closed = token_.text.ends_with("="), equal = token_.text == "=";
    advance();
    auto& side = upper ? bounds.high : bounds.low;
    if (!end(side.emplace())) return false;
    side->closed = closed;
    if (equal) bounds.high = bounds.low;
  } else if (token_.is('[') || token_.is('(')) {
    bool closed = token_.is('[');
    advance();
    if (!end(bounds.low.emplace()) || !expect(',') || !end(bounds.high.emplace())) return false;
    bounds.low->closed = closed;
    bounds.high->closed = token_.is(']');
    if (!accept(']') && !expect(')')) return false;
  } else if (!accept_word("none") && !lost_value(bounds)) {
    return false;
  }
  return !accept_word("at") || range(bounds.range);
}

}  // namespace critc
