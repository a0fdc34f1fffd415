#include "tools/critc/options.h"

#include <thread>

#include "llvm/ADT/Statistic.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/WithColor.h"

extern "C" const char critc_cxx_runtime_begin[];
extern "C" const char critc_cxx_runtime_end[];

namespace critc {

namespace {

namespace cl = llvm::cl;

cl::OptionCategory category("critc options");
cl::list<std::string> files(cl::Positional, cl::desc("[files; - or none: standard input]"), cl::cat(category));
cl::opt<std::string> output("o", cl::desc("write to FILE, or one file a posting into a folder that exists or ends in /"),
                            cl::value_desc("FILE|DIR/"), cl::cat(category));
cl::opt<std::string> emit("emit", cl::desc("what to write; see below"), cl::init("yaml"), cl::value_desc("FORMAT"),
                          cl::cat(category));
cl::opt<bool> pretty("pretty", cl::desc("indent JSON"), cl::cat(category));
cl::opt<unsigned> threads("j", cl::Prefix, cl::desc("threads (0: one a core)"), cl::init(1), cl::cat(category));
cl::opt<std::string> input_form("input-form", cl::desc("text, page, api-v2, ndjson, legacy-xml, critir, yaml or json instead of looking at the input"),
                                cl::value_desc("FORM"), cl::cat(category));
cl::opt<bool> dump_tokens_flag("dump-tokens", cl::desc("print the tokens of each posting"), cl::cat(category));
cl::opt<bool> dump_outline_flag("dump-outline", cl::desc("print the class of every byte, with sections and nesting"), cl::cat(category));
cl::opt<bool> dump_chunks_flag("dump-chunks", cl::desc("print the chunks of each criterion"), cl::cat(category));
cl::opt<std::string> dump_ir("dump-ir", cl::desc("print the IR of stage raw, resolved or canonical (default)"),
                             cl::value_desc("STAGE"), cl::ValueOptional, cl::cat(category));
cl::opt<bool> print_after_all("print-ir-after-all", cl::desc("print the IR after every pass, on standard error"), cl::cat(category));
cl::list<std::string> print_after("print-ir-after", cl::desc("print the IR after PASS, on standard error"), cl::value_desc("PASS"), cl::cat(category));
cl::opt<std::string> passes("passes", cl::desc("run these passes, comma-separated, instead of the default pipeline"),
                            cl::value_desc("PASS,..."), cl::cat(category));
cl::opt<bool> print_pipeline_flag("print-pipeline", cl::desc("print the pipeline and stop"), cl::cat(category));
cl::opt<bool> no_recover("no-recover", cl::desc("leave lost symbols as ??"), cl::cat(category));
cl::opt<std::string> equivalence("equivalence", cl::desc("dose equivalence tables to use before the default ones: glucocorticoid_us, opioid_mme_2016, ...; an unknown name lists them all"),
                                 cl::value_desc("TABLE,..."), cl::cat(category));
cl::list<std::string> catalogs("catalog", cl::desc("extend the catalogues by a table"), cl::value_desc("FILE"), cl::cat(category));
cl::opt<std::string> diagnostics("diagnostics", cl::desc("text, json, counts or none (default: text, counts for many postings)"),
                                 cl::value_desc("FORMAT"), cl::cat(category));
cl::list<std::string> warnings("W", cl::Prefix, cl::desc("-WNAME, -Wno-NAME, -Werror, -Werror=NAME: show, hide or reject a diagnostic"),
                               cl::value_desc("NAME"), cl::cat(category));
cl::opt<std::string> explain("explain", cl::desc("explain a diagnostic and stop"), cl::value_desc("NAME"), cl::cat(category));
cl::opt<bool> print_runtime("print-runtime", cl::desc("print critc_runtime.h, which rule code includes, and stop"), cl::cat(category));
cl::opt<bool> verify_each("verify-each", cl::desc("verify the IR after each pass (always on in development builds)"), cl::cat(category));

constexpr int kUsage = 2;

int usage_error(const llvm::Twine& text) {
  llvm::WithColor::error(llvm::errs(), "critc") << text << '\n';
  return kUsage;
}

int explain_diagnostic(llvm::StringRef name) {
  auto kind = diagnostic_kind(name);
  if (!kind) return usage_error("no diagnostic is named '" + name + "'");
  llvm::outs() << name << " (" << level_name(level(*kind)) << ")\n\n" << explanation(*kind) << '\n';
  return 0;
}

// LLVM's Support library has an option of this name already: it is given our meaning.
void offer_statistics() {
  cl::Option* statistics = cl::getRegisteredOptions()["stats"];
  statistics->setDescription("print a summary table on standard error: criteria, facts, diagnostics and the understood share of criteria text");
  statistics->addCategory(category);
  statistics->setHiddenFlag(cl::NotHidden);
}

int print_cxx_runtime() {
  llvm::outs() << llvm::StringRef(critc_cxx_runtime_begin, static_cast<size_t>(critc_cxx_runtime_end - critc_cxx_runtime_begin));
  return 0;
}

std::string formats_help() {
  std::string text = "\nFORMATS of --emit:\n";
  llvm::raw_string_ostream out(text);
  for (const Backend& backend : backends())
    out << "  " << llvm::left_justify(backend.name, 10) << backend.description << '\n';
  out << "\nExit codes: 0 compiled, 1 a posting had an error or -Werror fired, 2 usage or file errors.\n";
  return text;
}

std::optional<int> read_dump(CritcOptions& options) {
  if (dump_tokens_flag) options.dump = Dump::Tokens;
  if (dump_outline_flag) options.dump = Dump::Outline;
  if (dump_chunks_flag) options.dump = Dump::Chunks;
  if (dump_ir.getNumOccurrences() > 0) {
    options.dump = Dump::Ir;
    auto stage = dump_ir.empty() ? Stage::Canonical : parse<Stage>(dump_ir);
    if (!stage) return usage_error("--dump-ir takes raw, resolved or canonical, not '" + dump_ir + "'");
    options.dump_stage = *stage;
  }
  options.print_after_all = print_after_all;
  for (const std::string& name : print_after) {
    auto pass = parse_pipeline(name);
    if (!pass) return usage_error(llvm::toString(pass.takeError()));
    options.print_after.insert(options.print_after.end(), pass->begin(), pass->end());
  }
  return std::nullopt;
}

std::optional<int> read_formats(CritcOptions& options) {
  options.backend = find_backend(emit);
  if (!options.backend) return usage_error("unknown format '" + emit + "' for --emit; see --help");
  if (!input_form.empty()) {
    options.form = parse<InputForm>(input_form);
    if (!options.form) return usage_error("unknown form '" + input_form + "' for --input-form");
  }
  if (!diagnostics.empty()) {
    static constexpr llvm::StringLiteral kNames[] = {"automatic", "text", "json", "counts", "none"};
    const auto* found = llvm::find(kNames, diagnostics);
    if (found == std::end(kNames)) return usage_error("--diagnostics takes text, json, counts or none, not '" + diagnostics + "'");
    options.diagnostics = static_cast<DiagnosticsFormat>(found - std::begin(kNames));
  }
  return std::nullopt;
}

std::optional<int> read_pipeline(CritcOptions& options) {
  if (passes.getNumOccurrences() > 0) {
    auto pipeline = parse_pipeline(passes);
    if (!pipeline) return usage_error(llvm::toString(pipeline.takeError()));
    options.compile.pipeline = std::move(*pipeline);
  }
  options.compile.passes.recover = !no_recover;
  options.compile.passes.equivalence = equivalence;
#ifdef CRITC_DEVELOPMENT
  options.compile.verify_each = true;
#else
  options.compile.verify_each = verify_each;
#endif
  if (!print_pipeline_flag) return std::nullopt;
  llvm::outs() << print_pipeline(options.compile.pipeline) << '\n';
  return 0;
}

}  // namespace

bool WarningPolicy::apply(llvm::StringRef setting) {
  if (setting == "error") return all_warnings_are_errors_ = true;
  bool on = !setting.consume_front("no-");
  bool* flags = setting.consume_front("error=") ? error_ : shown_;
  auto kind = diagnostic_kind(setting);
  if (kind) flags[static_cast<size_t>(*kind)] = on;
  return kind.has_value();
}

DiagnosticLevel WarningPolicy::level(DiagnosticKind kind) const {
  DiagnosticLevel own = critc::level(kind);
  bool raised = error_[static_cast<size_t>(kind)] || (all_warnings_are_errors_ && own == DiagnosticLevel::Warning);
  return raised ? DiagnosticLevel::Error : own;
}

ParsedOptions parse_command_line(int argc, char** argv) {
  ParsedOptions parsed;
  offer_statistics();
  cl::HideUnrelatedOptions(category);
  cl::SetVersionPrinter([](llvm::raw_ostream& out) {
    out << "critc " << CRITC_VERSION << ", catalogue " << builtin_catalog().version() << '\n';
  });
  static const std::string formats = formats_help();
  cl::extrahelp more_help(formats);
  if (!cl::ParseCommandLineOptions(argc, argv, "critc: compiles clinical-trial eligibility criteria\n", &llvm::errs())) {
    parsed.exit_code = kUsage;
    return parsed;
  }
  CritcOptions& options = parsed.options;
  if (!explain.empty()) parsed.exit_code = explain_diagnostic(explain);
  if (print_runtime) parsed.exit_code = print_cxx_runtime();
  if (parsed.exit_code) return parsed;
  for (const std::string& setting : warnings) {
    if (parsed.warnings.apply(setting)) continue;
    parsed.exit_code = usage_error("no diagnostic is named '" + setting + "'");
    return parsed;
  }
  options.files.assign(files.begin(), files.end());
  if (options.files.empty()) options.files.push_back("-");
  options.output = output;
  options.emit.pretty = pretty;
  options.statistics = llvm::AreStatisticsEnabled();
  options.catalogs.assign(catalogs.begin(), catalogs.end());
  options.threads = threads == 0 ? std::max(1u, std::thread::hardware_concurrency()) : threads;
  for (auto* read : {read_formats, read_dump, read_pipeline}) {
    if (!parsed.exit_code) parsed.exit_code = read(options);
  }
  return parsed;
}

}  // namespace critc
