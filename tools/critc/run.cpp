#include "tools/critc/run.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/ThreadPool.h"
#include "llvm/Support/WithColor.h"

#include "ir/criterion/model.h"
#include "ir/criterion/parser.h"
#include "ir/diagnostics/render.h"

namespace critc {

namespace {

constexpr int kPostingError = 1;
constexpr int kFileError = 2;
constexpr size_t kJobsPerThread = 64;  // compiled before the next window is written

bool is_own_form(InputForm form) {
  return form == InputForm::CritIr || form == InputForm::Yaml || form == InputForm::Json;
}

llvm::Expected<std::vector<Document>> read_own_form(const LoadedInput& input, const Catalog& catalog) {
  llvm::StringRef text = input.bytes->getBuffer();
  if (input.form == InputForm::CritIr) return parse_ir(text, catalog);
  return input.form == InputForm::Yaml ? read_yaml_model(text, catalog) : read_json_model(text, catalog);
}

// The last column is the share of the criteria's bytes that no opaque node holds.
void print_statistics(llvm::StringRef name, const StatisticsRow& row) {
  const uint64_t tenths = row.criterion_bytes ? row.understood_bytes * 1000 / row.criterion_bytes : 1000;
  const std::string share = llvm::formatv("{0}.{1} %", tenths / 10, tenths % 10);
  llvm::errs() << llvm::formatv("{0,-28} {1,8} {2,8} {3,11} {4,11}\n", name, row.criteria, row.facts, row.diagnostics, share);
}

}  // namespace

void Run::file_error(const llvm::Twine& text) {
  llvm::WithColor::error(llvm::errs(), "critc") << text << '\n';
  raise(kFileError);
}

// A closed pipe ends the run quietly.
void Run::output_error(llvm::Error error) {
  raise(kFileError);
  output_closed_ = is_closed_pipe(error);
  if (output_closed_) llvm::consumeError(std::move(error));
  else file_error(llvm::toString(std::move(error)));
}

void Run::load(const std::string& name) {
  auto bytes = name == "-" ? llvm::MemoryBuffer::getSTDIN()
                           : llvm::MemoryBuffer::getFile(name, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!bytes) return file_error(name + ": " + bytes.getError().message() + " [unreadable-file]");
  if ((*bytes)->getBufferSize() > UINT32_MAX) return file_error(name + ": larger than 4 GiB; split it [unreadable-file]");
  auto input = std::make_unique<LoadedInput>();
  input->name = name;
  input->bytes = std::move(*bytes);
  input->form = options_.form ? *options_.form : detect_form(input->view(), catalog_);
  if (is_own_form(input->form)) {
    load_own_form(*input);
  } else {
    SplitRecords split = split_records(input->view(), input->form);
    input->many_records = split.records.size() > 1;
    for (size_t i = 0; i < split.records.size(); ++i)
      jobs_.push_back({input.get(), split.records[i], static_cast<uint32_t>(i)});
    if (!split.diagnostics.empty()) {
      Outcome outcome;
      outcome.buffer = input->bytes->getBuffer().str();
      outcome.diagnostics = std::move(split.diagnostics);
      report({input.get(), {}, 0}, outcome);
    }
  }
  inputs_.push_back(std::move(input));
}

void Run::load_own_form(LoadedInput& input) {
  auto documents = read_own_form(input, catalog_);
  if (!documents) {
    llvm::WithColor::error(llvm::errs(), input.name) << "no critc document: " << llvm::toString(documents.takeError()) << " [bad-document]\n";
    return raise(kPostingError);
  }
  input.many_records = documents->size() > 1;
  for (Document& document : *documents) {
    documents_.push_back(std::move(document));
    jobs_.push_back({&input, {}, documents_.back().record, &documents_.back()});
  }
}

void Run::report(const Job& job, Outcome& outcome) {
  DiagnosticSource source{job.input->name, outcome.id, job.number, job.input->many_records, outcome.buffer};
  std::optional<DiagnosticTextRenderer> text;
  std::optional<DiagnosticJsonRenderer> json;
  for (const Diagnostic& diagnostic : outcome.diagnostics) {
    DiagnosticLevel level = warnings_.level(diagnostic.kind);
    if (level == DiagnosticLevel::Error) raise(kPostingError);
    if (!warnings_.shown(diagnostic.kind)) continue;
    ++counts_[static_cast<size_t>(diagnostic.kind)];
    if (format_ == DiagnosticsFormat::Text) {
      if (!text) text.emplace(source, llvm::errs().has_colors(), llvm::errs());
      text->render(diagnostic, level);
    } else if (format_ == DiagnosticsFormat::Json) {
      if (!json) json.emplace(source, llvm::errs());
      json->render(diagnostic, level);
    }
  }
}

bool Run::finish_job(const Job& job, Outcome& outcome, Output& output) {
  if (!outcome.id.empty() && ++seen_ids_[outcome.id] == 2)
    outcome.diagnostics.push_back({DiagnosticKind::RepeatedId, {}, {outcome.id}, {}, ""});
  llvm::errs() << outcome.trace;
  report(job, outcome);
  if (options_.statistics) {
    const StatisticsRow row{outcome.criteria, outcome.facts, outcome.diagnostics.size(), outcome.coverage.criterion_bytes,
                            outcome.coverage.understood_bytes};
    print_statistics(outcome.id, row);
    total_ += row;
  }
  llvm::errs().flush();
  if (outcome.output.empty()) return true;
  llvm::Error error = output.add(outcome.id, outcome.output);
  if (!error) return true;
  output_error(std::move(error));
  return false;
}

bool Run::compile_all(Output& output) {
  bool keep_buffer = format_ == DiagnosticsFormat::Text || format_ == DiagnosticsFormat::Json;
  std::unique_ptr<llvm::DefaultThreadPool> pool;
  if (options_.threads > 1) pool = std::make_unique<llvm::DefaultThreadPool>(llvm::hardware_concurrency(options_.threads));
  size_t window = pool ? kJobsPerThread * options_.threads : 1;
  std::vector<Outcome> outcomes(window);
  for (size_t begin = 0; begin < jobs_.size(); begin += window) {
    size_t count = std::min(window, jobs_.size() - begin);
    auto run_one = [&](size_t i) { outcomes[i] = run_job(jobs_[begin + i], options_, catalog_, keep_buffer); };
    for (size_t i = 0; i < count; ++i) {
      if (pool) {
        pool->async([&run_one, i] { run_one(i); });
      } else {
        run_one(i);
      }
    }
    if (pool) pool->wait();
    for (size_t i = 0; i < count; ++i)
      if (!finish_job(jobs_[begin + i], outcomes[i], output)) return false;
  }
  return true;
}

void Run::print_counts() const {
  for (size_t kind = 0; kind < counts_.size(); ++kind) {
    if (counts_[kind] == 0) continue;
    auto diagnostic = static_cast<DiagnosticKind>(kind);
    llvm::errs() << llvm::formatv("{0,8} ", counts_[kind])
                 << level_name(warnings_.level(diagnostic)) << ' ' << kebab_name(diagnostic) << '\n';
  }
}

int Run::execute() {
  format_ = options_.diagnostics == DiagnosticsFormat::Automatic ? DiagnosticsFormat::Text : options_.diagnostics;
  for (const std::string& name : options_.files) load(name);
  if (options_.diagnostics == DiagnosticsFormat::Automatic && jobs_.size() > 1) format_ = DiagnosticsFormat::Counts;
  auto output = open_output(options_.output, options_.dump == Dump::None ? options_.backend->suffix : ".txt");
  if (!output) {
    file_error(llvm::toString(output.takeError()));
    return exit_code_;
  }
  if (options_.statistics)
    llvm::errs() << llvm::formatv("{0,-28} {1,8} {2,8} {3,11} {4,11}\n", "posting", "criteria", "facts", "diagnostics",
                                  "understood");
  if (!compile_all(**output)) return exit_code_;
  if (options_.statistics && jobs_.size() > 1) print_statistics("all", total_);
  if (llvm::Error error = (*output)->finish()) output_error(std::move(error));
  if (format_ == DiagnosticsFormat::Counts) print_counts();
  return exit_code_;
}

}  // namespace critc
