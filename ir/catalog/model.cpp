#include "ir/catalog/model.h"

#include <algorithm>

namespace critc {

uint32_t Complaints::add_file(llvm::StringRef name) {
  files_.push_back(name.str());
  return static_cast<uint32_t>(files_.size() - 1);
}

void Complaints::add(Place place, const llvm::Twine& message) {
  messages_.push_back({place, message.str()});
}

std::string Complaints::where(Place place) const {
  if (place.line == 0) return files_[place.file];
  return files_[place.file] + ":" + std::to_string(place.line);
}

std::string Complaints::text() const {
  auto sorted = messages_;
  std::stable_sort(sorted.begin(), sorted.end(), [](const Message& a, const Message& b) {
    return std::pair(a.place.file, a.place.line) < std::pair(b.place.file, b.place.line);
  });
  std::string all, last;
  for (const Message& message : sorted) {
    std::string line = where(message.place) + ": " + message.text;
    if (line == last) continue;
    if (!all.empty()) all += '\n';
    all += line;
    last = std::move(line);
  }
  return all;
}

}  // namespace critc
