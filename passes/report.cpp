#include "passes/report.h"

#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/raw_ostream.h"

#include "passes/unit_math.h"

namespace critc {

namespace {

constexpr DiagnosticKind kMarkDiagnostics[] = {
#define MARK(Name, Kind, Text, Diagnostic) DiagnosticKind::Diagnostic,
#include "ir/criterion/marks.def"
};

constexpr size_t kLongestArgument = 80;

void print_end(llvm::raw_ostream& out, const End& end, const Document& document,
               const Catalog& catalog) {
  end.quantity.canonical.print(out);
  llvm::StringRef unit = unit_code(document, catalog, end.quantity.unit);
  if (!unit.empty() && unit != "1") out << ' ' << unit;
  if (end.reference != Reference::None) out << ' ' << text(end.reference);
}

}  // namespace

void report(Document& document, DiagnosticKind kind, ByteRange range,
            std::initializer_list<std::string> args) {
  Diagnostic diagnostic{kind, range, {}, {}, {}};
  diagnostic.args.assign(args.begin(), args.end());
  document.diagnostics.push_back(std::move(diagnostic));
}

void report_mark(Document& document, Node& node, Mark mark, ByteRange range,
                 std::initializer_list<std::string> args) {
  node.add_mark(mark);
  report(document, kMarkDiagnostics[static_cast<size_t>(mark)], range, args);
}

std::string quoted_words(llvm::StringRef words) {
  std::string result;
  bool blank = false;
  for (size_t at = 0; at < words.size() && result.size() < kLongestArgument;) {
    const auto byte = static_cast<uint8_t>(words[at]);
    if (byte <= ' ') {
      blank = !result.empty();
      ++at;
      continue;
    }
    if (blank) result += ' ';
    blank = false;
    const size_t length = llvm::getNumBytesForUTF8(byte);
    const auto* begin = reinterpret_cast<const llvm::UTF8*>(words.data() + at);
    if (length <= words.size() - at && llvm::isLegalUTF8Sequence(begin, begin + length)) {
      result += words.substr(at, length);
      at += length;
    } else {
      result += "\xEF\xBF\xBD";
      ++at;
    }
  }
  if (result.size() >= kLongestArgument) result += "...";
  return result;
}

ByteRange bounds_range(const Bounds& bounds, const Node& node) {
  return bounds.range.empty() ? node.range : bounds.range;
}

std::string bounds_text(const Bounds& bounds, const Document& document, const Catalog& catalog) {
  std::string result;
  llvm::raw_string_ostream out(result);
  if (bounds.low && bounds.high) {
    if (bounds.is_equality()) {
      out << "= ";
    } else {
      if (bounds.low->quantity.unit == bounds.high->quantity.unit) {
        bounds.low->quantity.canonical.print(out);
      } else {
        print_end(out, *bounds.low, document, catalog);
      }
      out << (bounds.low->closed ? ".." : "<..") << (bounds.high->closed ? "" : "<");
    }
    print_end(out, *bounds.high, document, catalog);
  } else if (bounds.low) {
    out << (bounds.comparator_lost ? "?? " : bounds.low->closed ? ">= " : "> ");
    print_end(out, *bounds.low, document, catalog);
  } else if (bounds.high) {
    out << (bounds.high->closed ? "<= " : "< ");
    print_end(out, *bounds.high, document, catalog);
  }
  return result;
}

}  // namespace critc
