#include "ir/catalog/matcher.h"

#include <gtest/gtest.h>

#include "frontend/lex/lexer.h"
#include "frontend/normalize/normalize.h"
#include "ir/catalog/builder.h"

namespace critc {
namespace {

constexpr char kTables[] = R"(
table: conditions
source: test
rows:
- {name: "condition:all", title: acute lymphoblastic leukemia, exact: [ALL]}
- {name: "condition:diabetes", spellings: [diabetes, diabetes mellitus, type 2 diabetes mellitus]}
- {name: "condition:metastasis", spellings: [metastasis, brain metastasis, biopsy]}
---
table: procedures
source: test
rows:
- {name: "procedure:followup", spellings: [follow-up, biopsy]}
---
table: drugs
source: test
rows:
- {name: "drug:anti_cd20", spellings: [anti-CD20 antibody, AT1 blocker]}
- {name: "drug:at1", exact: [AT1]}
---
table: grammar
source: test
rows:
- {name: "grammar:time.at", spellings: [at]}
---
table: ucum_atoms
source: test
rows:
- {atom: m, dimension: length, metric: true}
- {atom: g, dimension: mass, metric: true}
- {atom: L, definition: m3, factor: 1e-3}
- {atom: "10*", definition: "1", factor: 10}
---
table: ucum_prefixes
source: test
rows:
- {prefix: m, factor: 1e-3}
---
table: units
source: test
rows:
- {unit: "g/L", spellings: [g/L]}
- {unit: "mm2", spellings: [mm2]}
- {unit: "10*9/L", spellings: [x 10^9/L], exact: [G/L]}
)";

class Matcher : public testing::Test {
 protected:
  void SetUp() override {
    auto image = build_catalog_image({CatalogTable{"test.yaml", kTables}});
    ASSERT_TRUE(static_cast<bool>(image)) << llvm::toString(image.takeError());
    words_.resize((image->size() + 7) / 8);
    std::copy(image->begin(), image->end(), reinterpret_cast<char*>(words_.data()));
    auto opened = Catalog::open({reinterpret_cast<const char*>(words_.data()), image->size()});
    ASSERT_TRUE(static_cast<bool>(opened)) << llvm::toString(opened.takeError());
    catalog_ = *opened;
  }

  // The text and the senses of the longest match at the first token.
  std::string match(llvm::StringRef text) {
    DiagnosticList diagnostics;
    TokenBuffer tokens = lex(normalize(text, catalog_, diagnostics), catalog_, diagnostics);
    auto count = static_cast<uint32_t>(tokens.tokens.size());
    PhraseMatch found = longest_allowed_match(tokens, 0, count, catalog_);
    if (!found) return "";
    const Token& last = tokens.tokens[found.tok_end - 1];
    std::string result = llvm::StringRef(tokens.text).take_front(last.norm_end).str() + ":";
    any_allowed_sense(tokens, found, catalog_, [&](const Sense& sense) {
      result += " " + catalog_.name(sense.concept_id).str();
      return false;
    });
    return result;
  }

  std::vector<uint64_t> words_;
  Catalog catalog_;
};

TEST_F(Matcher, TakesTheLongest) {
  EXPECT_EQ(match("diabetes insipidus"), "diabetes: condition:diabetes");
  EXPECT_EQ(match("Diabetes Mellitus, any"), "Diabetes Mellitus: condition:diabetes");
  EXPECT_EQ(match("type 2 diabetes"), "");
  EXPECT_EQ(match("type 2 diabetes mellitus"), "type 2 diabetes mellitus: condition:diabetes");
}

TEST_F(Matcher, PassesOverHyphens) {
  EXPECT_EQ(match("anti-CD20 antibody"), "anti-CD20 antibody: drug:anti_cd20");
  EXPECT_EQ(match("anti CD20-antibodies"), "anti CD20-antibodies: drug:anti_cd20");
  EXPECT_EQ(match("antiCD20 antibody"), "antiCD20 antibody: drug:anti_cd20");
  EXPECT_EQ(match("anti-CD 20 antibody"), "anti-CD 20 antibody: drug:anti_cd20");
  EXPECT_EQ(match("followup visit"), "followup: procedure:followup");
  EXPECT_EQ(match("follow up visit"), "follow up: procedure:followup");
  EXPECT_EQ(match("- follow-up"), "");
}

TEST_F(Matcher, KnowsPlurals) {
  EXPECT_EQ(match("brain metastases"), "brain metastases: condition:metastasis");
  EXPECT_EQ(match("biopsies"), "biopsies: condition:metastasis procedure:followup");
}

TEST_F(Matcher, DemandsExactLetters) {
  EXPECT_EQ(match("ALL in remission"), "ALL: condition:all");
  EXPECT_EQ(match("all in remission"), "");
  EXPECT_EQ(match("g/L"), "g/L: unit:g/L");
  EXPECT_EQ(match("G/L"), "G/L: unit:10*9/L");
  EXPECT_EQ(match("G / L"), "G / L: unit:10*9/L");
}

TEST_F(Matcher, KeepsWordsOfGrammarApart) {
  EXPECT_EQ(match("AT1"), "AT1: drug:at1");
  EXPECT_EQ(match("at 1 week"), "at: grammar:time.at");
}

TEST_F(Matcher, ReadsSigns) {
  EXPECT_EQ(match("x 10^9/L"), "x 10^9/L: unit:10*9/L");
  EXPECT_EQ(match("x10^9 / l"), "x10^9 / l: unit:10*9/L");
  EXPECT_EQ(match("mm 2 weeks"), "");
}

TEST_F(Matcher, FindsNamesAndWords) {
  EXPECT_EQ(catalog_.find("lab:nothing"), 0u);
  EXPECT_EQ(catalog_.word("nothing"), 0u);
  EXPECT_EQ(catalog_.word(""), 0u);
  EXPECT_EQ(catalog_.title(catalog_.find("condition:all")), "acute lymphoblastic leukemia");
  EXPECT_EQ(catalog_.title(catalog_.find("drug:at1")), "at1");
  EXPECT_EQ(catalog_.ucum(catalog_.unit("10*9/L")), "10*9/L");
  EXPECT_EQ(catalog_.unit("mg/L"), 0u);
}

TEST(SameLetters, IgnoresSpaceAndHyphens) {
  EXPECT_TRUE(same_letters("G/L", "G / L"));
  EXPECT_TRUE(same_letters("PD-1", "PD1"));
  EXPECT_FALSE(same_letters("ALL", "All"));
  EXPECT_FALSE(same_letters("ALL", "ALLO"));
}

}  // namespace
}  // namespace critc
