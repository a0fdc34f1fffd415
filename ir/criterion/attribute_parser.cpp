// The attributes of nodes: name(value), in any order.
#include "ir/criterion/node_parser.h"

namespace critc {

bool NodeParser::unknown_attribute(llvm::StringRef name) {
  token_ = {IrTokenKind::Word, true, name};
  return fail("an attribute of this node");
}

bool NodeParser::attributes(Node& node) {
  while (at_attribute()) {
    llvm::StringRef name = token_.text;
    advance();
    if (!expect('(') || !attribute(node, name) || !expect(')')) return false;
  }
  return true;
}

bool NodeParser::attribute(Node& node, llvm::StringRef name) {
  Attrs& attrs = node.attrs.ensure();
  if (name == "recovered" || name == "assumed") return mark(node, name);
  if (name == "whose") return vocabulary(attrs.whose);
  if (name == "modality") return vocabulary(attrs.modality);
  if (name == "judgement") return vocabulary(attrs.judgement);
  if (name == "cause") return words(attrs.cause);
  if (name == "purpose") return words(attrs.purpose);
  if (name == "method") return words(attrs.method);
  if (name == "site") return words(attrs.site);
  if (name == "narrowed") return words(attrs.narrowed);
  if (name == "review") return words(attrs.review);
  for (llvm::StringRef known : {"window", "pick", "for", "rate", "until"})
    if (name == known) return time_attribute(attrs.time, name);
  if (attrs == Attrs{}) node.attrs.reset();
  if (auto* opaque = node.as<Opaque>(); opaque && name == "reason") return vocabulary(opaque->reason);
  if (auto* comparison = node.as<Comparison>(); comparison && name == "change")
    return vocabulary(comparison->change);
  if (auto* has = node.as<Has>()) return has_attribute(*has, name);
  if (auto* exposure = node.as<Exposure>()) return exposure_attribute(*exposure, name);
  if (auto* item = node.as<Item>()) return item_attribute(*item, *open_head_, name);
  return unknown_attribute(name);
}

bool NodeParser::time_attribute(Time& time, llvm::StringRef name) {
  if (name == "window") return window(time.windows.emplace_back());
  if (name == "pick") return vocabulary(time.pick);
  if (name == "for") return bounds(time.durations.emplace_back());
  if (name == "rate") return bounds(time.frequencies.emplace_back());
  return words(time.until);
}

bool NodeParser::mark(Node& node, llvm::StringRef kind) {
  static constexpr struct {
    Mark mark;
    llvm::StringLiteral kind, text;
  } kMarks[] = {
#define MARK(Name, Kind, Text, Diagnostic) {Mark::Name, Kind, Text},
#include "ir/criterion/marks.def"
  };
  for (const auto& row : kMarks) {
    if (row.kind != kind || !token_.is_word(row.text)) continue;
    node.add_mark(row.mark);
    advance();
    return true;
  }
  return fail("what was " + llvm::Twine(kind));
}

bool NodeParser::window(Window& window) {
  if (at_bounds() && !bounds(window.distance)) return false;
  auto direction = token_.kind == IrTokenKind::Word ? parse<Direction>(token_.text) : std::nullopt;
  bool anchored = accept_word("from");
  if (direction) {
    window.direction = *direction;
    advance();
    anchored = !token_.is(')') && !token_.is_word("event");
  }
  if (anchored && !subject(window.anchor)) return false;
  return !accept_word("event") || (expect('(') && words(window.event) && expect(')'));
}

bool NodeParser::has_attribute(Has& has, llvm::StringRef name) {
  if (name == "thing") return vocabulary(has.thing);
  if (name == "status") return vocabulary(has.status);
  if (name == "severity") return vocabulary(has.severity);
  if (name == "grade") return bounds(has.grade);
  if (name == "scale") return concept_name(has.scale);
  return unknown_attribute(name);
}

bool NodeParser::exposure_attribute(Exposure& exposure, llvm::StringRef name) {
  if (name == "thing") return vocabulary(exposure.thing);
  if (name == "dose") return bounds(exposure.dose);
  if (name == "basis") return vocabulary(exposure.basis);
  if (name == "equivalent") return subject(exposure.equivalent);
  if (name == "frequency") return words(exposure.frequency);
  if (name == "route") return words(exposure.route);
  if (name == "line") return bounds(exposure.line);
  if (name == "phase") return vocabulary(exposure.phase);
  if (name == "response") return vocabulary(exposure.response);
  return unknown_attribute(name);
}

}  // namespace critc
