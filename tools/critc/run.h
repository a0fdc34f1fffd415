// A run of critc: inputs in, outputs and diagnostics out, an exit code.
#pragma once

#include <array>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "llvm/ADT/StringMap.h"

#include "tools/critc/job.h"
#include "tools/critc/output.h"

namespace critc {

// Of one posting or all.
struct StatisticsRow {
  uint64_t criteria = 0, facts = 0, diagnostics = 0, criterion_bytes = 0, understood_bytes = 0;

  StatisticsRow& operator+=(const StatisticsRow& other) {
    criteria += other.criteria;
    facts += other.facts;
    diagnostics += other.diagnostics;
    criterion_bytes += other.criterion_bytes;
    understood_bytes += other.understood_bytes;
    return *this;
  }
};

class Run {
 public:
  Run(const CritcOptions& options, const WarningPolicy& warnings, const Catalog& catalog)
      : options_(options), warnings_(warnings), catalog_(catalog) {}
  // 0 compiled, 1 a posting had an error, 2 a file error; the greatest wins.
  int execute();
  // Nobody reads standard output any more: what is still buffered for it cannot be written.
  bool output_closed() const { return output_closed_; }

 private:
  void load(const std::string& name);
  void load_own_form(LoadedInput& input);
  bool compile_all(Output& output);
  bool finish_job(const Job& job, Outcome& outcome, Output& output);
  void report(const Job& job, Outcome& outcome);
  void print_counts() const;
  void file_error(const llvm::Twine& text);
  void output_error(llvm::Error error);
  void raise(int exit_code) { exit_code_ = std::max(exit_code_, exit_code); }

  const CritcOptions& options_;
  const WarningPolicy& warnings_;
  const Catalog& catalog_;
  std::vector<std::unique_ptr<LoadedInput>> inputs_;
  std::deque<Document> documents_;
  std::vector<Job> jobs_;
  llvm::StringMap<unsigned> seen_ids_;
  std::array<uint64_t, 256> counts_{};
  StatisticsRow total_;
  DiagnosticsFormat format_ = DiagnosticsFormat::Text;
  int exit_code_ = 0;
  bool output_closed_ = false;
};

}  // namespace critc
