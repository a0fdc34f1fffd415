#include "frontend/lower/parser.h"

#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/settle_cases.h"
#include "frontend/lower/settle_recovery.h"

namespace critc {

std::optional<Node> Parser::parse(uint32_t begin, uint32_t end, const BlockContext& context) {
  buffers_.context = context;
  combiner_.begin_block(document_.diagnostics.size());
  cut_chunks(tokens_, begin, end, catalog_, grammar_, document_, buffers_.chunks);
  scan();
  note_stated();
  bool guarded = view_.has_kind(ChunkKind::Guard, ChunkKind::Time) && llvm::any_of(buffers_.elements, [](const Element& element) { return element.part == Part::Guard; });
  namer_.name_things();
  methods_.read_methods();
  combiner_.note_parts();
  std::optional<Node> node = combiner_.combine_block();
  if (node && guarded) settle_cases(*node);
  if (node && context.section != Section::Exclusion && view_.has_trait(kRecovers))
    settle_recovery(*node, catalog_.find("condition:adverse_event"), catalog_.find("score:ctcae_grade"));
  if (node && view_.has_kind(ChunkKind::Negation) && !stated_.empty()) combiner_.settle_denials(*node);
  if (node) combiner_.join_things(*node);
  if (!stated_.empty()) keep_lost(node);
  if (node) cover(*node);
  return combiner_.with_children(std::move(node));
}

void Parser::scan() {
  scanner_.scan();
  if (view_.may_state_bounds()) groups_.place_groups();
  if (view_.has_kind(ChunkKind::Time)) groups_.mark_persons();
  if (view_.may_state_bounds()) {
    groups_.bind_alternatives();
    groups_.bind_run_on();
  }
}

Subject Parser::header_subject(uint32_t begin, uint32_t end) {
  if (end - begin > 12) return {};
  buffers_.context = {};
  cut_chunks(tokens_, begin, end, catalog_, grammar_, document_, buffers_.chunks);
  scan();
  Subject found;
  for (const Element& element : buffers_.elements) {
    if (element.part == Part::Statement) return {};
    if (element.part != Part::Subject) continue;
    if (found.concept_id && found.concept_id != element.node.as<Has>()->subject.concept_id) return {};
    found = element.node.as<Has>()->subject;
  }
  return found;
}

GrammarCode Parser::joint_behind(uint32_t begin, uint32_t end) const {
  auto sign = [&](uint32_t i) { return tokens_.tokens[i].kind == TokenKind::Comma || tokens_.tokens[i].kind == TokenKind::Period; };
  while (end > begin && sign(end - 1)) --end;
  if (end <= begin + 1 || tokens_.tokens[end - 1].kind != TokenKind::Word) return GrammarCode::None;
  if (view_.means(tokens_.tokens[end - 1], GrammarCode::Or, GrammarCode::AndOr)) return GrammarCode::Or;
  return view_.means(tokens_.tokens[end - 1], GrammarCode::And, GrammarCode::And) ? GrammarCode::And : GrammarCode::None;
}

}  // namespace critc
