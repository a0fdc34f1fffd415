// critc-bench FILE...: megabytes of criteria text a second for each stage and the whole, one thread,
// beside ICU word breaking over the same bytes; heap allocations per posting; one long line against the
// same text in short lines. The machine is shared: read the ratios, not the megabytes.

#include <memory>
#include <vector>

#include "llvm/ADT/StringSet.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"
#include <unicode/brkiter.h>

#include "backends/backend.h"
#include "frontend/frontend.h"
#include "frontend/lex/lexer.h"
#include "frontend/lower/lower.h"
#include "frontend/normalize/normalize.h"
#include "frontend/outline/outline.h"
#include "frontend/reader/reader.h"
#include "tools/compiler/compiler.h"
#include "tools/critc-bench/stopwatch.h"

namespace critc {
namespace {

constexpr size_t kLineBytes = 1 << 20;

struct Costs {
  StageCost read{"read"}, begin{"begin"}, normalize{"normalize"}, lex{"lex"}, outline{"outline"}, lower{"lower"},
      passes{"passes"}, json{"json"};
  std::vector<const StageCost*> all() const {
    return {&read, &begin, &normalize, &lex, &outline, &lower, &passes, &json};
  }
};

struct Totals {
  size_t postings = 0;
  size_t bytes = 0;
};

void bench_posting(const Posting& posting, Stopwatch& watch, Costs& costs, std::string& sink) {
  const Catalog& catalog = builtin_catalog();
  watch.restart();
  Document document = begin_document(posting, catalog);
  DiagnosticList& diagnostics = document.diagnostics;
  watch.lap(costs.begin);
  NormalizedText normalized = normalize(posting.buffer, catalog, diagnostics);
  watch.lap(costs.normalize);
  TokenBuffer tokens = lex(std::move(normalized), catalog, diagnostics);
  watch.lap(costs.lex);
  Outline outline = build_outline(posting, tokens, catalog, diagnostics);
  watch.lap(costs.outline);
  document.cohorts = outline.cohorts;
  document.ranges = outline.ranges;
  lower(outline, tokens, catalog, document);
  watch.lap(costs.lower);
  run_passes(default_pipeline(), {document, catalog, &tokens, {}});
  watch.lap(costs.passes);
  sink.clear();
  llvm::raw_string_ostream out(sink);
  emit_json(document, catalog, {}, out);
  watch.lap(costs.json);
}

Totals bench_file(const Input& input, Stopwatch& watch, Costs& costs, std::vector<std::string>& texts) {
  Totals totals;
  std::string sink;
  InputForm form = detect_form(input, builtin_catalog());
  watch.restart();
  SplitRecords split = split_records(input, form);
  watch.lap(costs.read);
  for (size_t i = 0; i < split.records.size(); ++i) {
    watch.restart();
    ReadResult read = read_record(input, form, split.records[i], static_cast<uint32_t>(i), builtin_catalog());
    watch.lap(costs.read);
    if (!read.posting) continue;
    bench_posting(*read.posting, watch, costs, sink);
    ++totals.postings;
    totals.bytes += read.posting->buffer.size();
    texts.push_back(std::move(read.posting->buffer));
  }
  return totals;
}

double icu_seconds(llvm::ArrayRef<std::string> texts) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::BreakIterator> words(icu::BreakIterator::createWordInstance(icu::Locale::getEnglish(), status));
  StageCost cost{"ICU word breaking"};
  Stopwatch watch;
  size_t boundaries = 0;
  for (const std::string& text : texts) {
    icu::UnicodeString unicode = icu::UnicodeString::fromUTF8(text);
    words->setText(unicode);
    while (words->next() != icu::BreakIterator::DONE) ++boundaries;
  }
  watch.lap(cost);
  return boundaries > 0 ? cost.seconds : 0;
}

double compile_seconds(std::string text) {
  Posting posting;
  posting.id = "bench";
  posting.buffer = std::move(text);
  Stopwatch watch;
  Costs costs;
  std::string sink;
  bench_posting(posting, watch, costs, sink);
  double seconds = 0;
  for (const StageCost* cost : costs.all()) seconds += cost->seconds;
  return seconds;
}

// Time of one line of up to 1 MB divided by the time of the same words in short lines. Each text counts once: a
// block that is printed twice is not compiled twice where its lines show that it is one.
double line_ratio(llvm::ArrayRef<std::string> texts) {
  std::string lines;
  llvm::StringSet<> seen;
  for (const std::string& text : texts) {
    if (lines.size() >= kLineBytes) break;
    if (seen.insert(text).second) lines += text + "\n";
  }
  lines.resize(std::min(lines.size(), kLineBytes));
  std::string one_line = lines;
  for (char& c : one_line)
    if (c == '\n' || c == '\r') c = ' ';
  compile_seconds(lines);  // warms the caches for both
  double short_lines = compile_seconds(lines);
  return compile_seconds(one_line) / short_lines;
}

// Without `texts` of the stages alone.
void report(const Totals& totals, const Costs& costs, llvm::ArrayRef<std::string> texts) {
  double megabytes = static_cast<double>(totals.bytes) / 1e6;
  double seconds = 0;
  uint64_t allocations = 0;
  auto row = [&](llvm::StringRef name, double time, uint64_t count) {
    llvm::outs() << llvm::formatv("{0,-20} {1,8:F1} MB/s {2,8:F0} allocations a posting\n", name, megabytes / time,
                                  static_cast<double>(count) / static_cast<double>(totals.postings));
  };
  llvm::outs() << llvm::formatv("{0} postings, {1:F1} MB of criteria text, one thread\n", totals.postings, megabytes);
  for (const StageCost* cost : costs.all()) {
    row(cost->name, cost->seconds, cost->allocations);
    seconds += cost->seconds;
    allocations += cost->allocations;
  }
  row("raw text to JSON", seconds, allocations);
  if (texts.empty()) return;
  double icu = icu_seconds(texts);
  llvm::outs() << llvm::formatv("{0,-20} {1,8:F1} MB/s\n", "ICU word breaking", megabytes / icu);
  llvm::outs() << llvm::formatv("critc runs at {0:F2} of the speed of ICU word breaking\n", icu / seconds);
  llvm::outs() << llvm::formatv("one long line takes {0:F2} of the time of the same text in short lines\n", line_ratio(texts));
}

}  // namespace
}  // namespace critc

int main(int argc, char** argv) {
  llvm::cl::list<std::string> files(llvm::cl::Positional, llvm::cl::desc("FILE..."), llvm::cl::OneOrMore);
  llvm::cl::opt<unsigned> repeat("repeat", llvm::cl::desc("go through the files N times"), llvm::cl::init(1));
  llvm::cl::opt<bool> stages("stages", llvm::cl::desc("measure the stages alone, for a profiler"));
  llvm::cl::ParseCommandLineOptions(argc, argv, "critc-bench: speed of critc, stage by stage\n");
  critc::Stopwatch watch;
  critc::Costs costs;
  critc::Totals totals;
  std::vector<std::string> texts;
  for (unsigned round = 0; round < repeat; ++round) {
    for (const std::string& file : files) {
      auto bytes = llvm::MemoryBuffer::getFile(file, /*IsText=*/false, /*RequiresNullTerminator=*/false);
      if (!bytes) {
        llvm::errs() << file << ": " << bytes.getError().message() << '\n';
        return 2;
      }
      critc::Totals more = critc::bench_file({file, (*bytes)->getBuffer()}, watch, costs, texts);
      totals.postings += more.postings;
      totals.bytes += more.bytes;
    }
  }
  if (totals.bytes == 0) {
    llvm::errs() << "no criteria text in these files\n";
    return 2;
  }
  if (stages) texts.clear();
  critc::report(totals, costs, texts);
  return 0;
}
