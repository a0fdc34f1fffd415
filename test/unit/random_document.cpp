#include "test/unit/random_document.h"

namespace critc {

// Pieces that have gone wrong in text formats before.
static constexpr llvm::StringLiteral kPieces[] = {
    "platelets", " ", " ", " ", "\n", "\r\n", "\t", "\\", "\\x{41}", "\"", "|", "// ", "@10..20", "{", "}", "\xE2\x89\xA5", "\xF0\x9F\x92\x8A",
    "\xFF", "\xE2\x89", "\xF0\x9F\x92", "\x01", "\x7F", "10\\^9/L", "age", "and", "ULN", "-", "mg",
};

std::string RandomDocument::bytes(uint32_t length) {
  std::string result;
  for (uint32_t i = 0; i < length; ++i) {
    llvm::StringRef piece = kPieces[below(std::size(kPieces))];
    result.append(piece.data(), piece.size());
    if (chance(2)) result += '\0';
  }
  return result;
}

TextSpan RandomDocument::words() {
  if (chance(30)) return document_.add_text(bytes(1 + below(3)));
  ByteRange part = range();
  part.end = std::min(part.end, part.begin + 20);
  return part.empty() ? TextSpan{} : TextSpan{part.begin, part.end};
}

ByteRange RandomDocument::range() {
  if (chance(10) || document_.buffer_length == 0) return {};
  uint32_t begin = below(document_.buffer_length), length = below(document_.buffer_length - begin + 1);
  return {begin, begin + length};
}

Decimal RandomDocument::decimal() {
  int64_t mantissa = std::uniform_int_distribution<int64_t>(-99999, 99999)(engine_);
  if (chance(5)) mantissa = std::uniform_int_distribution<int64_t>(0, 999999999999999999)(engine_);
  return {mantissa, static_cast<int8_t>(static_cast<int>(below(20)) - 12)};
}

UnitId RandomDocument::unit() {
  if (chance(40)) return 0;
  return chance(50) ? catalog_.unit("mg/dL") : document_.add_unit(chance(50) ? "{teeth}" : "mg\"\n");
}

ConceptId RandomDocument::concept_id() { return chance(40) ? 0 : below(catalog_.concept_count()); }

Subject RandomDocument::subject() {
  Subject subject;
  if (chance(85)) subject.text = words();
  subject.concept_id = concept_id();
  return subject;
}

Quantity RandomDocument::quantity() {
  Quantity quantity;
  quantity.stated = decimal();
  quantity.canonical = chance(60) ? quantity.stated : decimal();
  if (chance(60)) quantity.unit_text = words();
  quantity.stated_unit = unit();
  quantity.unit = chance(50) ? quantity.stated_unit : unit();
  quantity.how = seldom(ConversionKind::DoseEquivalence);
  quantity.rounded = chance(10);
  return quantity;
}

End RandomDocument::end() { return {quantity(), chance(70), seldom(Reference::Predicted)}; }

Bounds RandomDocument::bounds() {
  Bounds bounds;
  if (chance(60)) bounds.low = end();
  if (chance(60)) bounds.high = chance(30) ? bounds.low : end();
  bounds.comparator_lost = chance(15);
  bounds.range = range();
  return bounds;
}

Time RandomDocument::time() {
  Time time;
  for (uint32_t n = below(3); n > 0; --n) {
    Window& window = time.windows.emplace_back();
    window.distance = chance(80) ? bounds() : Bounds{};
    if (chance(70)) window.anchor = subject();
    window.direction = any_of(Direction::Around);
    if (chance(20)) window.event = words();
  }
  time.pick = seldom(Pick::Shortest);
  if (chance(20)) time.durations.push_back(bounds());
  if (chance(20)) time.frequencies.push_back(bounds());
  if (chance(10)) time.until = words();
  return time;
}

Attrs RandomDocument::attrs() {
  Attrs attrs;
  if (chance(50)) attrs.time = time();
  attrs.whose = seldom(Whose::Relative);
  attrs.modality = seldom(Modality::AtRisk);
  attrs.judgement = seldom(Judgement::Sponsor);
  for (TextSpan* span : {&attrs.cause, &attrs.purpose, &attrs.method, &attrs.site, &attrs.review})
    if (chance(15)) *span = words();
  return attrs;
}

NodeList RandomDocument::list(int depth) {
  NodeList nodes;
  for (uint32_t n = below(4); n > 0; --n) nodes.push_back(node(depth));
  return nodes;
}

Item RandomDocument::item(int depth) {
  Item item;
  item.section = any_of(Section::Exclusion);
  item.cohort = static_cast<CohortId>(below(3));
  for (uint32_t n = below(4); n > 0; --n) item.number.push_back(static_cast<uint16_t>(below(300)));
  if (chance(60)) item.label = words();
  item.source = range();
  item.text = chance(70) ? TextSpan{item.source.begin, item.source.end} : words();
  item.body = box(depth);
  return item;
}

NodeValue RandomDocument::value(int depth) {
  uint32_t kind = below(depth > 0 ? 14 : 4);
  --depth;
  switch (kind) {
    case 0:
      return Opaque{words(), any_of(OpaqueReason::InvestigatorJudgement), depth > 0 ? list(depth) : NodeList{}};
    case 1: return Box<Comparison>(Comparison{subject(), chance(90) ? bounds() : Bounds{}, seldom(Change::Decrease)});
    case 2:
      return Box<Has>(Has{subject(), any_of(ThingKind::Consent), seldom(Status::Given),
                          seldom(Severity::LifeThreatening), seldom_bounds(), chance(80) ? 0 : concept_id()});
    case 3:
      return Box<Exposure>(Exposure{subject(), any_of(ThingKind::Consent), seldom_bounds(),
                                    seldom(DoseBasis::Weekly), chance(80) ? Subject{} : subject(),
                                    chance(80) ? TextSpan{} : words(), chance(80) ? TextSpan{} : words(),
                                    seldom_bounds(), seldom(Phase::Required), seldom(Response::Stable)});
    case 4: return All{list(depth)};
    case 5: return Any{list(depth)};
    case 6: return Box<AtLeast>(AtLeast{seldom_bounds(), list(depth)});
    case 7: return Not{box(depth)};
    case 8: {
      Cases cases;
      for (uint32_t n = below(3); n > 0; --n) cases.arms.push_back({node(depth), node(depth)});
      cases.otherwise = box(depth);
      return cases;
    }
    case 9: return Except{box(depth), box(depth)};
    case 10: return Includes{box(depth), list(depth)};
    case 11: return Box<Define>(Define{subject(), box(depth)});
    case 12: return Box<Exists>(Exists{seldom_bounds(), subject(), box(depth)});
    default: return Box<Item>(item(depth));
  }
}

Node RandomDocument::node(int depth) {
  Node node;
  node.range = range();
  node.value = value(depth);
  if (chance(30)) node.attrs = attrs();
  if (chance(20)) node.add_mark(any_of(Mark::AmbiguousNumber));
  if (chance(10)) node.add_mark(any_of(Mark::AmbiguousNumber));
  return node;
}

PostingField RandomDocument::field() {
  return chance(40) ? PostingField{} : PostingField{bytes(below(4)), range()};
}

Cohort RandomDocument::cohort(uint32_t index) {
  std::string id = chance(90) ? "C" + std::to_string(index + 1) : bytes(2);
  return {id, bytes(3), {seldom_bounds(), any_of(Sex::Male)}, range()};
}

Diagnostic RandomDocument::diagnostic() {
  Diagnostic diagnostic{any_of(DiagnosticKind::VerifierFailed), range(), {}, {}, ""};
  for (uint32_t n = below(4); n > 0; --n) diagnostic.args.push_back(bytes(below(3)));
  for (uint32_t n = below(3); n > 0; --n) diagnostic.notes.push_back({range(), bytes(below(3))});
  if (chance(20)) diagnostic.fix = bytes(2);
  return diagnostic;
}

Document RandomDocument::make() {
  document_ = Document();
  document_.stage = any_of(Stage::Canonical);
  document_.tool_version = bytes(below(2));
  document_.catalog_version = bytes(below(2));
  document_.id = bytes(below(3));
  document_.file = bytes(below(3));
  document_.record = below(3);
  document_.form = any_of(InputForm::Json);
  document_.text = bytes(below(200));
  document_.text_begins_with_buffer = chance(80);
  document_.buffer_length = static_cast<uint32_t>(document_.text.size());
  for (PostingField* each : {&document_.minimum_age, &document_.maximum_age, &document_.sex,
                             &document_.healthy_volunteers, &document_.gender_basis, &document_.study_population})
    *each = field();
  document_.population = {seldom_bounds(), any_of(Sex::Male)};
  for (uint32_t i = 0, n = below(3); i < n; ++i) document_.cohorts.push_back(cohort(i));
  for (uint32_t n = below(20); n > 0; --n) document_.ranges.push_back({range(), any_of(RangeClass::Blank)});
  for (uint32_t n = below(5); n > 0; --n) {
    Node top;
    top.range = range();
    top.value = Box<Item>(item(4));
    document_.items.push_back(std::move(top));
  }
  for (uint32_t n = below(4); n > 0; --n) document_.diagnostics.push_back(diagnostic());
  if (chance(50)) document_.coverage = {below(100), below(100), below(100)};
  return std::move(document_);
}

}  // namespace critc
