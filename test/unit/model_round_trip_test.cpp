// Documents of every shape, with hostile words: what JSON and YAML write, they read back to the same
// bytes, and each other's.
#include <random>

#include "gtest/gtest.h"
#include "llvm/Support/raw_ostream.h"

#include "backends/backend.h"
#include "ir/catalog/catalog.h"
#include "ir/criterion/model.h"

namespace critc {
namespace {

constexpr llvm::StringLiteral kBuffer = "platelets \xE2\x89\xA5 x 10^9/L, age\n\"a: b\" # c";
constexpr llvm::StringLiteral kBrokenBuffer = "platelets \x80 x 10^9/L, age 18\n\"a: b\" # c";

class Maker {
 public:
  Maker(unsigned seed, llvm::StringRef buffer) : random_(seed) { d_.text = buffer.str(); }

  Document document() {
    d_.stage = pick<Stage>(3);
    d_.tool_version = "0.1.0";
    d_.catalog_version = words();
    d_.id = words();
    d_.file = words();
    d_.buffer_length = static_cast<uint32_t>(d_.text.size());
    d_.text_begins_with_buffer = chance();
    d_.form = pick<InputForm>(5);
    d_.minimum_age = {words(), {}};
    d_.sex = {words(), range()};
    d_.population = {bounds(), pick<Sex>(3)};
    for (int i = 0; i < number(3); ++i)
      d_.cohorts.push_back({"C" + std::to_string(i + 1), words(), {bounds(), Sex::All}, range()});
    for (int i = 0; i < number(4); ++i) d_.items.push_back(item(0));
    d_.ranges.push_back({range(), pick<RangeClass>(7)});
    d_.diagnostics.push_back(
        {DiagnosticKind::UnknownUnit, range(), {words()}, {{range(), words()}}, words()});
    d_.coverage = {1, 2, 3};
    return d_;
  }

 private:
  int number(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
  bool chance() { return number(2) == 0; }
  template <typename E>
  E pick(int count) {
    return static_cast<E>(number(count));
  }
  ByteRange range() {
    auto begin = static_cast<uint32_t>(number(20));
    return {begin, begin + static_cast<uint32_t>(number(15))};
  }
  std::string words() {
    static const std::string kWords[] = {
        "",       "null",      "No",        "~",         "12",         "-1.5",     "0x1F",
        "a: b",   "a #b",      "- a",       "? a",       "[a, b]",     "{a: b}",   "lab:platelets",
        " lead",  "trail ",    "a\nb",      "a\r\n\tb",  "x 10\\^9/L", "\"q\" 'r'", "it's \\",
        "\x80\xFF", std::string("n\0l", 3), "\xE2\x80\xA8", "\xC2\x85", "\xEF\xBB\xBF", "&a *b !c %d @e",
        "\xE2\x89\xA5 60%", "\xF0\x9F\x98\x80", "---", "...", "=", "<<", "2024-01-01", "1:80", "\x7F\x1B"};
    return kWords[random_() % std::size(kWords)];
  }
  TextSpan span() {
    if (!d_.text_begins_with_buffer || chance()) return d_.add_text(words());
    ByteRange r = range();
    return {r.begin, r.end};
  }
  UnitId unit() {
    if (chance()) return 0;
    return chance() ? d_.add_unit("{local}") : builtin_catalog().unit("mg");
  }
  ConceptId concept_id() {
    return static_cast<ConceptId>(random_() % builtin_catalog().concept_count());
  }
  Subject subject() { return {span(), static_cast<PhraseId>(number(3)), concept_id()}; }
  Decimal decimal() {
    return {static_cast<int64_t>(random_()) - (1 << 30), static_cast<int8_t>(-number(4))};
  }
  End end() {
    End e;
    e.quantity = {decimal(), decimal(), span(), unit(), unit(), pick<ConversionKind>(5), chance()};
    e.closed = chance();
    e.reference = pick<Reference>(6);
    return e;
  }
  Bounds bounds() {
    Bounds b;
    if (chance()) b.low = end();
    if (chance()) b.high = chance() ? b.low : end();
    b.comparator_lost = number(5) == 0;
    b.range = range();
    return b;
  }
  Box<Node> box(int depth) { return number(4) == 0 ? Box<Node>() : Box<Node>(node(depth)); }
  NodeList list(int depth) {
    NodeList nodes;
    for (int i = 0; i < number(3); ++i) nodes.push_back(node(depth));
    return nodes;
  }
  Node item(int depth) {
    Item i;
    i.section = pick<Section>(2);
    i.cohort = static_cast<CohortId>(random_() % (d_.cohorts.size() + 1));
    i.number = {static_cast<uint16_t>(number(9)), 7};
    i.label = span();
    i.source = range();
    i.text = d_.text_begins_with_buffer ? TextSpan{i.source.begin, i.source.end} : span();
    i.body = box(depth + 1);
    return wrap(Box<Item>(i));
  }
  Node wrap(NodeValue value) {
    Node n;
    n.range = range();
    n.value = std::move(value);
    if (chance()) return n;
    Attrs& a = n.attrs.ensure();
    if (chance()) a.time.windows.push_back({bounds(), subject(), pick<Direction>(4), span()});
    a.time.pick = pick<Pick>(3);
    if (chance()) a.time.durations.push_back(bounds());
    a.time.until = span();
    if (chance()) a.marks = {Mark::RecoveredComparator, Mark::AssumedUnit};
    a.whose = pick<Whose>(7);
    a.modality = pick<Modality>(9);
    a.cause = span();
    a.review = span();
    return n;
  }
  Node node(int depth) {
    switch (number(depth > 5 ? 4 : 14)) {
      case 0: return wrap(Opaque{span(), pick<OpaqueReason>(8), {}});
      case 1: return wrap(Box<Comparison>({subject(), bounds(), pick<Change>(3)}));
      case 2:
        return wrap(Box<Has>({subject(), pick<ThingKind>(12), pick<Status>(19), pick<Severity>(8),
                              bounds(), concept_id()}));
      case 3:
        return wrap(Box<Exposure>({subject(), pick<ThingKind>(12), bounds(), pick<DoseBasis>(5),
                                   subject(), span(), span(), bounds(), pick<Phase>(7),
                                   pick<Response>(7)}));
      case 4: return item(depth + 1);
      case 5: return wrap(All{list(depth + 1)});
      case 6: return wrap(Any{list(depth + 1)});
      case 7: return wrap(Box<AtLeast>({bounds(), list(depth + 1)}));
      case 8: return wrap(Not{box(depth + 1)});
      case 9: return wrap(Cases{{{node(depth + 1), node(depth + 1)}}, box(depth + 1)});
      case 10: return wrap(Except{box(depth + 1), box(depth + 1)});
      case 11: return wrap(Includes{box(depth + 1), list(depth + 1)});
      case 12: return wrap(Box<Define>({subject(), box(depth + 1)}));
      default: return wrap(Box<Exists>({bounds(), subject(), box(depth + 1)}));
    }
  }

  std::mt19937 random_;
  Document d_;
};

std::string emit(EmitFunction emit_function, const Document& document, bool pretty = false) {
  std::string text;
  llvm::raw_string_ostream out(text);
  emit_function(document, builtin_catalog(), {pretty}, out);
  return text;
}

TEST(ModelRoundTrip, GivesTheSameBytes) {
  for (unsigned seed = 0; seed < 150; ++seed) {
    Document made = Maker(seed, seed % 2 ? kBuffer : kBrokenBuffer).document();
    std::string json = emit(emit_json, made), yaml = emit(emit_yaml, made);
    for (const std::string& text : {json, emit(emit_json, made, true)}) {
      auto read = read_json_model(text, builtin_catalog());
      ASSERT_TRUE(bool(read)) << llvm::toString(read.takeError()) << "\n" << text;
      ASSERT_EQ(read->size(), 1u);
      ASSERT_EQ(emit(emit_json, read->front()), json) << seed;
      ASSERT_EQ(emit(emit_yaml, read->front()), yaml) << seed;
    }
    auto read = read_yaml_model(yaml, builtin_catalog());
    ASSERT_TRUE(bool(read)) << llvm::toString(read.takeError()) << "\n" << yaml;
    ASSERT_EQ(read->size(), 1u);
    ASSERT_EQ(emit(emit_yaml, read->front()), yaml) << seed;
    ASSERT_EQ(emit(emit_json, read->front()), json) << seed;
  }
}

TEST(ModelRoundTrip, MentionsKeepTheirPlaces) {
  for (unsigned seed = 0; seed < 150; ++seed) {
    Document made = Maker(seed, "a plain ASCII buffer: platelets, age").document();
    auto read = read_json_model(emit(emit_json, made), builtin_catalog());
    ASSERT_TRUE(bool(read)) << llvm::toString(read.takeError());
    EXPECT_EQ(emit(emit_mentions, read->front()), emit(emit_mentions, made)) << seed;
  }
}

// Cut, flipped and doubled bytes give an error or a document, never a crash.
TEST(ModelRoundTrip, DamagedTextIsAnErrorOrADocument) {
  std::mt19937 random(7);
  for (unsigned seed = 0; seed < 20; ++seed) {
    Document made = Maker(seed, kBuffer).document();
    for (EmitFunction format : {emit_json, emit_yaml}) {
      std::string text = emit(format, made);
      for (int i = 0; i < 20; ++i) {
        std::string damaged = text;
        size_t at = random() % damaged.size();
        switch (random() % 3) {
          case 0: damaged[at] = static_cast<char>(random()); break;
          case 1: damaged.erase(at, 1 + random() % 9); break;
          default: damaged.insert(at, damaged.substr(random() % damaged.size(), 9));
        }
        auto read = format == emit_json ? read_json_model(damaged, builtin_catalog())
                                        : read_yaml_model(damaged, builtin_catalog());
        if (!read) llvm::consumeError(read.takeError());
      }
    }
  }
}

TEST(ModelReader, BoundsNesting) {
  std::string deep = std::string(100000, '[');
  EXPECT_EQ(llvm::toString(read_json_model("{\"a\":" + deep, builtin_catalog()).takeError()),
            "document 1: is nested too deep");
  auto yaml = read_yaml_model("a: " + deep, builtin_catalog());
  EXPECT_FALSE(bool(yaml));
  llvm::consumeError(yaml.takeError());
}

}  // namespace
}  // namespace critc
