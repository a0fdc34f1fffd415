#include "ir/source/line_index.h"

#include <algorithm>

namespace critc {

LineIndex::LineIndex(llvm::StringRef buffer) : buffer_(buffer), starts_{0} {
  for (size_t i = 0; i < buffer.size(); ++i) {
    if (buffer[i] != '\n' && buffer[i] != '\r') continue;
    if (buffer[i] == '\r' && i + 1 < buffer.size() && buffer[i + 1] == '\n') ++i;
    starts_.push_back(static_cast<uint32_t>(i + 1));
  }
}

LineColumn LineIndex::position(uint32_t offset) const {
  offset = std::min(offset, static_cast<uint32_t>(buffer_.size()));
  auto next = std::upper_bound(starts_.begin(), starts_.end(), offset);
  auto line = static_cast<uint32_t>(next - starts_.begin());
  return {line, offset - starts_[line - 1] + 1};
}

ByteRange LineIndex::line(uint32_t number) const {
  auto size = static_cast<uint32_t>(buffer_.size());
  if (number == 0 || number > line_count()) return {size, size};
  uint32_t begin = starts_[number - 1];
  if (number == line_count()) return {begin, size};
  uint32_t end = starts_[number] - 1;
  if (buffer_[end] == '\n' && end > begin && buffer_[end - 1] == '\r') --end;
  return {begin, end};
}

}  // namespace critc
