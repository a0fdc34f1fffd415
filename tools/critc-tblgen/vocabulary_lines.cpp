#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"

#include "tools/critc-tblgen/vocabulary.h"

namespace critc {

namespace {
constexpr uint32_t kMostComplaints = 100;  // of a file
}

std::string bad_bytes(llvm::StringRef text) {
  const auto* begin = reinterpret_cast<const llvm::UTF8*>(text.begin());
  if (!llvm::isLegalUTF8String(&begin, begin + text.size())) return "not UTF-8";
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') return "a control character";
  }
  return "";
}

void VocabularyLines::complain(const llvm::Twine& message) {
  if (++complained_ == kMostComplaints) {
    complaints_.add(place_, "too much is wrong with this file; the rest is not read");
    rest_ = "";
  } else if (complained_ < kMostComplaints) {
    complaints_.add(place_, message);
  }
}

bool VocabularyLines::check(llvm::StringRef line) {
  const std::string wrong = bad_bytes(line);
  if (!wrong.empty()) complain(wrong);
  return wrong.empty();
}

bool VocabularyLines::next(llvm::StringRef& line) {
  while (!rest_.empty()) {
    ++place_.line;
    std::tie(line, rest_) = rest_.split('\n');
    if (place_.line == 1) line.consume_front("\xEF\xBB\xBF");
    line = line.rtrim('\r');
    if (check(line)) return true;
  }
  return false;
}

}  // namespace critc
