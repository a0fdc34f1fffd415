// Words that say where or when a thing is so: "in the study eye", "on room air", "in the past year".
#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/thing_namer.h"

namespace critc {

// They carry nothing while bounds find their subjects; then they are said of the thing or bound they stand with.
void ThingNamer::read_places() {
  std::vector<Element>& elements = buffers_.elements;
  if (!has_trait(kPlaces)) return;
  for (uint32_t i = 0; i < size(); ++i) {
    if (!(chunk(i).traits & kPlaces) || chunk(i).kind != ChunkKind::Filler) continue;
    auto at = llvm::partition_point(elements, [&](const Element& element) { return element.chunk_end <= i; });
    if (at == elements.end()) continue;
    if (at->part == Part::Filler && at->chunk_begin == i && at->chunk_end == i + 1) {
      at->part = Part::Attribute;
      continue;
    }
    Node& node = at->node;  // a bound has taken the words in
    if (!node.as<Comparison>() && !node.as<Has>() && !node.as<Exposure>() && !node.as<Exists>()) continue;
    const bool how = chunk(i).is(GrammarCode::Circumstance) && node.as<Comparison>();
    TextSpan& words = how ? node.attrs.ensure().method : node.attrs.ensure().narrowed;
    if (words.empty()) words = text(i, i + 1);
  }
}

}  // namespace critc
