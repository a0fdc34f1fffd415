// Items: `item I7.3`, its attributes, its source words on `|` lines, its tree.
#include <optional>
#include <string>

#include "ir/criterion/node_parser.h"
#include "ir/criterion/quoting.h"

namespace critc {

struct NodeParser::ItemHead {
  std::string label;
  Place label_place;
  std::optional<ByteRange> source;
  Place words_place;
};

bool NodeParser::item_id(Item& item) {
  llvm::StringRef id = token_.text;
  bool inclusion = id.starts_with("I");
  if (token_.kind != IrTokenKind::Word || (!inclusion && !id.starts_with("E"))) return fail("an item id");
  item.section = inclusion ? Section::Inclusion : Section::Exclusion;
  id = id.drop_front();
  while (!id.empty()) {
    auto [number, rest] = id.split('.');
    uint16_t value;
    if (number.getAsInteger(10, value)) return fail("an item id");
    item.number.push_back(value);
    id = rest;
  }
  advance();
  return true;
}

bool NodeParser::item_attribute(Item& item, ItemHead& head, llvm::StringRef name) {
  if (name == "cohort") {
    llvm::StringRef id = token_.text;
    if (token_.kind != IrTokenKind::Word || !id.consume_front("C") || id.getAsInteger(10, item.cohort))
      return fail("a cohort id");
    advance();
    return true;
  }
  if (name == "label") return string(head.label) && place(head.label_place);
  if (name == "source") return range(head.source.emplace());
  if (name == "words") {
    token_.space_before = false;
    return place(head.words_place);
  }
  return unknown_attribute(name);
}

bool NodeParser::source_lines(std::string& words) {
  for (bool first = true; token_.kind == IrTokenKind::SourceLine; first = false) {
    if (!first) words += '\n';
    if (!read_source_line(token_.text, words)) return fail("valid escapes");
    advance();
  }
  words = valid_utf8(words);
  return true;
}

bool NodeParser::item(Node& node) {
  auto& item = *node.value.emplace<Box<Item>>(Item{}).get();
  ItemHead head;
  open_head_ = &head;
  std::string words;
  if (!item_id(item) || !attributes(node) || !location(node.range) || !source_lines(words)) return false;
  item.source = head.source.value_or(node.range);

  auto resolve = [&](const Place& place, std::optional<uint32_t> standard) {
    if (place.kind == Place::Default) return standard;
    return place.kind == Place::At ? std::optional(place.begin) : std::nullopt;
  };
  ItemWords outer = std::move(item_);
  item_ = {std::move(words), std::nullopt};
  std::optional<uint32_t> standard;
  if (item_.text.size() == item.source.size()) standard = item.source.begin;
  TextSpan text = item_.text.empty() ? TextSpan{} : put(item_.text, resolve(head.words_place, standard));
  if (!document_.range_of(text).empty()) item_.begin = text.begin;
  TextSpan label;
  if (!head.label.empty()) label = put(head.label, resolve(head.label_place, node.range.begin));
  settle(node, node.range);
  item.text = text;
  item.label = label;
  bool ok = optional(item.body);
  item_ = std::move(outer);
  return ok;
}

}  // namespace critc
