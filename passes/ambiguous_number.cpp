#include "passes/ambiguous_number.h"

#include "passes/misfit.h"
#include "passes/report.h"
#include "passes/unit_math.h"
#include "passes/words.h"

namespace critc {

namespace {

bool stands_ambiguous(const TokenBuffer& tokens, ByteRange range, Decimal value) {
  for (uint32_t at = token_at(tokens, range.begin); at < tokens.tokens.size() && tokens.tokens[at].raw_begin < range.end; ++at) {
    const Token& token = tokens.tokens[at];
    if (token.kind != TokenKind::Number) continue;
    const NumberToken& number = tokens.numbers[token.payload];
    if (number.form == NumberToken::Ambiguous && compare(number.value, value) == 0) return true;
  }
  return false;
}

bool is_measured(Decimal value, const UcumUnit& from, const MeasurementRow& row, const UcumUnit& to) {
  const auto canonical = convert_units(value, from, to);
  if (!canonical) return false;
  End end;
  end.quantity.canonical = canonical->value;
  end.quantity.unit = row.unit;
  return !is_implausible(end, row);
}

}  // namespace

void settle_ambiguous_numbers(PassContext& context, Node& node) {
  auto* comparison = node.as<Comparison>();
  if (!comparison || !context.tokens) return;
  const MeasurementRow* row = measurement_row(context.catalog, comparison->subject.concept_id);
  if (!row || !has_limits(*row)) return;
  const ByteRange range = bounds_range(comparison->bounds, node);
  const auto to = ucum_of(context.document, context.catalog, row->unit);
  for (std::optional<End>* end : {&comparison->bounds.low, &comparison->bounds.high}) {
    if (!*end || (*end)->reference != Reference::None) continue;
    Quantity& quantity = (*end)->quantity;
    const auto from = ucum_of(context.document, context.catalog, quantity.stated_unit);
    const auto decimal = quantity.stated.scaled(-3);
    if (!from || !to || !decimal || !stands_ambiguous(*context.tokens, range, quantity.stated)) continue;
    if (is_measured(quantity.stated, *from, *row, *to) || !is_measured(*decimal, *from, *row, *to)) continue;
    report_mark(context.document, node, Mark::AmbiguousNumber, range,
                {quoted_words(context.document.str({range.begin, range.end})), decimal->str(), quantity.stated.str()});
    quantity.stated = quantity.canonical = *decimal;
  }
}

}  // namespace critc
