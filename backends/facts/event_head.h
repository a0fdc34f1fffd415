// EventHead: what a time is of that stands on words which were not understood.
#pragma once

#include "llvm/ADT/SmallVector.h"

#include "ir/catalog/catalog.h"
#include "ir/criterion/document.h"

namespace critc {

// Whom a node is about: "women", "patients with".
bool is_person(const Node& node, const Catalog& catalog);

// The subject of a thing, statement or definition; null for other nodes.
const Subject* subject_of(const Node& node);

class EventHead {
 public:
  EventHead(const Opaque& opaque, const Document& document, const Catalog& catalog)
      : opaque_(opaque), document_(document), catalog_(catalog) {}

  // "major surgery that ... within 4 weeks": the thing that the words begin with, and what is joined to it; nothing
  // where other words may be what happens, "change in vitamin D", or may turn it round, "bisphosphonates withheld".
  void collect(ByteRange time, llvm::SmallVectorImpl<const Subject*>& subjects) const;

 private:
  bool leads(uint32_t begin, uint32_t end) const;
  bool ends_name(uint32_t begin, ByteRange time, bool finding) const;
  bool tells_more(uint32_t begin, ByteRange time, bool finding) const;
  bool may_head(const Node& node) const;

  const Opaque& opaque_;
  const Document& document_;
  const Catalog& catalog_;
};

}  // namespace critc
