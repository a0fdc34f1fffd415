#include "passes/lost_number.h"

#include <algorithm>

#include "llvm/ADT/StringExtras.h"

#include "ir/ucum/ucum.h"
#include "passes/report.h"
#include "passes/unit_math.h"
#include "passes/unit_reader.h"

namespace critc {

namespace {

constexpr int64_t kOldestAge = 120;

struct Split {
  int64_t value = 0;
  int power = 0;  // of ten
};

// 30109 -> 30 x 10^9: the digits end in "10" and one of the powers that counts of cells have.
std::optional<Split> split_power(Decimal stated) {
  if (stated.exponent != 0 || stated.mantissa <= 0) return std::nullopt;
  const std::string digits = stated.str();
  for (llvm::StringRef power : {"12", "9", "6", "3"}) {
    llvm::StringRef rest = digits;
    if (!rest.consume_back(power) || !rest.consume_back("10") || rest.empty()) continue;
    Split split;
    if (rest.getAsInteger(10, split.value) || power.getAsInteger(10, split.power)) continue;
    return split;
  }
  return std::nullopt;
}

bool is_plausible(Decimal value, const MeasurementRow& row) {
  return compare(row.plausible_low, row.plausible_high) < 0 &&
         compare(value, row.plausible_low) >= 0 && compare(value, row.plausible_high) <= 0;
}

bool is_lost_single(const Node& node, ConceptId subject) {
  const auto* comparison = node.as<Comparison>();
  return comparison && comparison->subject.concept_id == subject &&
         comparison->bounds.comparator_lost && comparison->bounds.low && !comparison->bounds.high;
}

bool is_whole_age(Decimal value) {
  return value.exponent == 0 && value.mantissa >= 0 && value.mantissa <= kOldestAge;
}

// The words of the span with `digits` characters more at its front, for digits that belong to the
// unit ("109 / L"). Only where the pool holds the source as it stands.
TextSpan widened(const Document& document, TextSpan unit, llvm::StringRef digits) {
  if (document.range_of(unit).empty()) return unit;
  uint32_t at = unit.begin;
  while (at > 0 && llvm::isSpace(document.text[at - 1])) --at;
  if (at < digits.size()) return unit;
  const uint32_t begin = at - static_cast<uint32_t>(digits.size());
  return document.str({begin, at}) == digits ? TextSpan{begin, unit.end} : unit;
}

}  // namespace

LostNumbers::LostNumbers(PassContext& context)
    : context_(context),
      document_(context.document),
      catalog_(context.catalog),
      age_(context.catalog.find("demographic:age")) {}

bool LostNumbers::may_hold_pairs(const Node& node) const {
  const auto* all = node.as<All>();
  if (!all) return false;
  for (size_t i = 1; i < all->children.size(); ++i) {
    const Node &first = all->children[i - 1], &second = all->children[i];
    const bool age = is_lost_single(first, age_) && (second.as<Opaque>() || is_lost_single(second, age_));
    const auto* exposure = first.as<Exposure>();
    if (age || (exposure && !exposure->dose.range.empty() && second.as<Opaque>())) return true;
  }
  return false;
}

void LostNumbers::recover_pairs(Node& node) {
  auto* all = node.as<All>();
  if (!all) return;
  NodeList& list = all->children;
  if (list.size() == 2 && node.attrs && list.front().attrs) return;  // what is said of both has no other place
  size_t kept = 0;
  for (size_t i = 1; i < list.size(); ++i) {
    const bool joined =
        list[i].as<Opaque>() ? join_opaque(list[kept], list[i]) : join_ages(list[kept], list[i]);
    if (!joined && ++kept != i) list[kept] = std::move(list[i]);
  }
  if (list.empty() || kept + 1 == list.size()) return;
  list.erase(list.begin() + static_cast<std::ptrdiff_t>(kept) + 1, list.end());
  if (list.size() > 1) return;
  Node only = std::move(list.front());
  if (node.attrs) {
    const auto marks = only.attrs ? only.attrs->marks : decltype(only.attrs->marks){};
    only.attrs = node.attrs;
    for (Mark mark : marks) only.add_mark(mark);
  }
  node = std::move(only);
}

bool LostNumbers::join_ages(Node& node, Node& next) {
  if (!is_lost_single(node, age_) || !is_lost_single(next, age_)) return false;
  Bounds& first = node.as<Comparison>()->bounds;
  const Bounds& second = next.as<Comparison>()->bounds;
  const Decimal low = first.low->quantity.stated, high = second.low->quantity.stated;
  if (!is_whole_age(low) || !is_whole_age(high) || compare(low, high) >= 0) return false;
  first.high = second.low;
  first.comparator_lost = false;
  first.range = hull(first.range, second.range);
  node.range = hull(node.range, next.range);
  report_mark(document_, node, Mark::RecoveredRangeDash, first.range,
              {low.str() + ", " + high.str(), low.str() + "-" + high.str()});
  return true;
}

// The second number stands alone in words that were not understood.
bool LostNumbers::join_opaque(Node& node, const Node& next) {
  auto* comparison = node.as<Comparison>();
  auto* exposure = node.as<Exposure>();
  if (!comparison && !exposure) return false;
  const ByteRange was = node.range, words = next.range;
  node.range = hull(was, words);
  const ByteRange read =
      comparison ? recover_second_age(node, *comparison) : recover_multiplication(node, *exposure);
  if (!read.contains(words)) {
    if (read.empty()) node.range = was;
    return false;
  }
  understood_.push_back(words);
  return true;
}

void LostNumbers::finish() {
  if (understood_.empty()) return;
  auto before = [](ByteRange a, ByteRange b) { return a.begin < b.begin; };
  std::sort(understood_.begin(), understood_.end(), before);
  llvm::erase_if(document_.diagnostics, [&](const Diagnostic& diagnostic) {
    if (diagnostic.kind != DiagnosticKind::OpaqueText) return false;
    const auto it =
        std::lower_bound(understood_.begin(), understood_.end(), diagnostic.range, before);
    return it != understood_.end() && *it == diagnostic.range;
  });
}

void LostNumbers::recover(Node& node) {
  if (auto* comparison = node.as<Comparison>()) {
    recover_age_dash(node, *comparison);
    recover_second_age(node, *comparison);
    const MeasurementRow* row = measurement_row(catalog_, comparison->subject.concept_id);
    for (std::optional<End>* end : {&comparison->bounds.low, &comparison->bounds.high}) {
      if (!*end || !row) continue;
      recover_power(node, *comparison, **end);
      recover_unit(node, comparison->bounds, **end, row->unit);
      recover_division(node, comparison->bounds, **end, *row);
    }
  } else if (auto* exposure = node.as<Exposure>()) {
    recover_multiplication(node, *exposure);
  }
}

// platelet <30109 / L: a count per volume that only makes sense as 30 x 10^9/L.
void LostNumbers::recover_power(Node& node, Comparison& comparison, End& end) {
  Quantity& quantity = end.quantity;
  if (end.reference != Reference::None) return;
  const std::optional<Split> split = split_power(quantity.stated);
  if (!split) return;
  const std::string per = per_volume(quantity);
  if (per.empty()) return;
  const MeasurementRow& row = *measurement_row(catalog_, comparison.subject.concept_id);
  const std::string power = llvm::itostr(split->power);
  const UnitId unit = intern_unit(document_, catalog_, "10*" + power + per);
  const auto from = ucum_of(document_, catalog_, unit), to = ucum_of(document_, catalog_, row.unit);
  if (!from || !to || !commensurable(*from, *to)) return;
  const Decimal value = Decimal::from_int(split->value);
  const std::optional<Converted> canonical = convert_units(value, *from, *to);
  if (!canonical || !is_plausible(canonical->value, row)) return;
  const std::string before = quantity.stated.str() + " " + per;
  quantity.stated = quantity.canonical = value;
  quantity.stated_unit = quantity.unit = unit;
  quantity.unit_text = widened(document_, quantity.unit_text, "10" + power);
  report_mark(document_, node, Mark::RecoveredPower, bounds_range(comparison.bounds, node),
              {before, value.str() + " " + unit_code(document_, catalog_, unit).str()});
}

// The code of a unit that is nothing but "per volume", "/L"; else empty.
std::string LostNumbers::per_volume(const Quantity& quantity) {
  UnitId unit = quantity.stated_unit;
  if (!unit && !quantity.unit_text.empty()) {
    if (!document_.str(quantity.unit_text).ltrim().starts_with("/")) return "";
    WordList words(document_, context_.tokens, catalog_, quantity.unit_text);
    unit = read_unit(document_, catalog_, words.words(), 0);
  }
  llvm::StringRef code = unit_code(document_, catalog_, unit);
  return code.starts_with("/") ? code.str() : "";
}

// 1870 years: nobody is that old, and the digits split into two ages in order.
void LostNumbers::recover_age_dash(Node& node, Comparison& comparison) {
  Bounds& bounds = comparison.bounds;
  if (comparison.subject.concept_id != age_ || !bounds.low) return;
  if (!bounds.comparator_lost && !bounds.is_equality()) return;
  const Decimal stated = bounds.low->quantity.stated;
  if (stated.exponent != 0 || stated.mantissa < 1000 || stated.mantissa > 9999) return;
  const Decimal low = Decimal::from_int(stated.mantissa / 100);
  const Decimal high = Decimal::from_int(stated.mantissa % 100);
  if (compare(low, high) >= 0) return;
  bounds.high = bounds.low;
  bounds.low->quantity.stated = bounds.low->quantity.canonical = low;
  bounds.high->quantity.stated = bounds.high->quantity.canonical = high;
  bounds.low->closed = bounds.high->closed = true;
  bounds.comparator_lost = false;
  report_mark(document_, node, Mark::RecoveredRangeDash, bounds_range(bounds, node),
              {stated.str(), low.str() + "-" + high.str()});
}

// Age is 18 years old, 70 years old: a second age in the same words right behind the first.
ByteRange LostNumbers::recover_second_age(Node& node, Comparison& comparison) {
  if (!context_.tokens || !is_lost_single(node, age_)) return {};
  Bounds& bounds = comparison.bounds;
  const Quantity& first = bounds.low->quantity;
  const TextSpan unit = first.unit_text;
  if (unit.empty() || document_.range_of(unit).empty() || !is_whole_age(first.stated)) return {};
  const std::vector<Token>& tokens = context_.tokens->tokens;
  const uint32_t at = token_at(*context_.tokens, unit.end);
  const uint32_t unit_at = token_at(*context_.tokens, unit.begin);
  const uint32_t unit_words = at - unit_at;
  if (unit_words == 0 || at + 2 + unit_words > tokens.size()) return {};
  if (tokens[at].kind != TokenKind::Comma || tokens[at + 1].kind != TokenKind::Number) return {};
  for (uint32_t i = 0; i < unit_words; ++i) {
    if (tokens[at + 2 + i].word != tokens[unit_at + i].word) return {};
  }
  const Decimal value = context_.tokens->numbers[tokens[at + 1].payload].value;
  const ByteRange words = context_.tokens->raw_hull(at + 2, at + 2 + unit_words);
  const ByteRange range = hull(bounds.range, words);
  if (!is_whole_age(value) || compare(first.stated, value) >= 0 || !node.range.contains(range)) {
    return {};
  }
  End high = *bounds.low;
  high.quantity.stated = high.quantity.canonical = value;
  high.quantity.unit_text = {words.begin, words.end};
  const std::string low = first.stated.str();
  bounds.high = high;
  bounds.comparator_lost = false;
  bounds.range = range;
  report_mark(document_, node, Mark::RecoveredRangeDash, range,
              {low + ", " + value.str(), low + "-" + value.str()});
  return range;
}

void LostNumbers::recover_unit(Node& node, const Bounds& bounds, End& end, UnitId wanted) {
  Quantity& quantity = end.quantity;
  if (quantity.stated_unit || quantity.unit_text.empty()) return;
  llvm::StringRef written = document_.str(quantity.unit_text);
  if (!llvm::any_of(written, llvm::isDigit)) return;
  WordList words(document_, context_.tokens, catalog_, quantity.unit_text);
  if (read_unit(document_, catalog_, words.words(), wanted)) return;
  const UnitId unit = read_damaged_unit(document_, catalog_, words.words(), wanted);
  if (!unit) return;
  quantity.stated_unit = quantity.unit = unit;
  const llvm::StringRef code = unit_code(document_, catalog_, unit);
  const Mark mark = code.starts_with("10*") ? Mark::RecoveredPower : Mark::RecoveredSuperscript;
  report_mark(document_, node, mark, bounds_range(bounds, node),
              {quoted_words(written), code.str()});
}

// platelets < 100,000 mm3: a volume where only a count per volume can stand.
void LostNumbers::recover_division(Node& node, const Bounds& bounds, End& end, const MeasurementRow& row) {
  Quantity& quantity = end.quantity;
  if (quantity.unit_text.empty() || end.reference != Reference::None) return;
  UnitId volume = quantity.stated_unit;
  if (!volume) {
    WordList words(document_, context_.tokens, catalog_, quantity.unit_text);
    volume = read_unit(document_, catalog_, words.words(), 0);
  }
  const llvm::StringRef code = unit_code(document_, catalog_, volume);
  if (code.empty() || code.contains('/') || code.contains('.')) return;
  const auto stated = ucum_of(document_, catalog_, volume), wanted = ucum_of(document_, catalog_, row.unit);
  if (!stated || !wanted || commensurable(*stated, *wanted)) return;
  auto per = parse_ucum("/" + code.str(), catalog_);
  if (!per) {
    llvm::consumeError(per.takeError());
    return;
  }
  const auto value = commensurable(*per, *wanted) ? convert_units(quantity.stated, *per, *wanted) : std::nullopt;
  if (!value || !is_plausible(value->value, row)) return;
  const std::string read = "/" + code.str();
  quantity.stated_unit = quantity.unit = intern_unit(document_, catalog_, read);
  if (node.has_mark(Mark::RecoveredSuperscript)) return;  // said of the other end
  report_mark(document_, node, Mark::RecoveredSuperscript, bounds_range(bounds, node),
              {quoted_words(document_.str(quantity.unit_text)), read});
}

// 1g 3 days: a daily dose and how many days, with nothing but blanks between them.
ByteRange LostNumbers::recover_multiplication(Node& node, Exposure& exposure) {
  const ByteRange dose = exposure.dose.range;
  if (!context_.tokens || exposure.basis != DoseBasis::None || dose.empty()) return {};
  if (!exposure.dose.is_equality() || document_.range_of({dose.begin, dose.end}).empty()) return {};
  const TextSpan unit = exposure.dose.low->quantity.unit_text;
  if (unit.empty()) return {};
  const TokenBuffer& tokens = *context_.tokens;
  const uint32_t at = token_at(tokens, unit.end);
  if (at + 2 >= tokens.tokens.size()) return {};
  const Token& number = tokens.tokens[at];
  const Token& word = tokens.tokens[at + 1];
  if (number.kind != TokenKind::Number || tokens.tokens[at + 2].kind != TokenKind::Close) return {};
  End days;
  days.quantity.unit_text = {word.raw_begin, word.raw_end};
  WordList words(document_, context_.tokens, catalog_, days.quantity.unit_text);
  const UnitId time = read_unit(document_, catalog_, words.words(), catalog_.unit("d"));
  const auto info = ucum_of(document_, catalog_, time);
  if (!info || !is_time(*info)) return {};
  const ByteRange count{number.raw_begin, word.raw_end};
  if (!node.range.contains(count)) return {};
  days.quantity.stated = days.quantity.canonical = tokens.numbers[number.payload].value;
  days.quantity.stated_unit = days.quantity.unit = time;
  std::vector<Bounds>& durations = node.attrs.ensure().time.durations;
  const bool known =
      llvm::any_of(durations, [&](const Bounds& b) { return b.range.overlaps(count); });
  if (!known) durations.push_back({days, days, false, count});
  exposure.basis = DoseBasis::Daily;
  const std::string once =
      exposure.dose.low->quantity.stated.str() + " " + quoted_words(document_.str(unit));
  const std::string often = quoted_words(document_.str({count.begin, count.end}));
  report_mark(document_, node, Mark::RecoveredMultiplication, hull(dose, count),
              {once + " " + often, once + " x " + often});
  return hull(dose, count);
}

}  // namespace critc
