#include "frontend/lower/lower.h"

#include "llvm/ADT/DenseSet.h"

#include "frontend/lower/parser.h"
#include "frontend/lower/settle_groups.h"
#include "frontend/lower/settle_marks.h"
#include "frontend/lower/settle_phases.h"
#include "ir/catalog/derived.h"

namespace critc {

namespace {

constexpr unsigned kMaxItemDepth = 32;
constexpr size_t kUsualChunks = 64;  // of a long item; few have more

// Makes the item of each criterion block, nested items inside their parents.
class ItemTree {
 public:
  ItemTree(const Outline& outline, const TokenBuffer& tokens, const Catalog& catalog, Document& document)
      : outline_(outline),
        tokens_(tokens),
        catalog_(catalog),
        document_(document),
        parser_(tokens, catalog, derived_from(catalog, own_grammar_), document, buffers_) {}

  void build() {
    const auto& blocks = outline_.blocks;
    first_child_.assign(blocks.size(), kNone);
    next_.assign(blocks.size(), kNone);
    std::vector<uint32_t> last_child(blocks.size(), kNone);
    std::vector<uint32_t> roots;
    for (uint32_t i = 0; i < blocks.size(); ++i) {
      if (blocks[i].cls != RangeClass::Criterion) continue;
      uint32_t parent = blocks[i].parent;
      if (parent == OutlineBlock::kNoParent || parent >= i) {
        roots.push_back(i);
        continue;
      }
      uint32_t& last = last_child[parent];
      (last == kNone ? first_child_[parent] : next_[last]) = i;
      last = i;
    }
    join_alternatives(roots);
    document_.items.reserve(roots.size());
    document_.diagnostics.reserve(document_.diagnostics.size() + blocks.size());
    buffers_.chunks.chunks.reserve(kUsualChunks);
    buffers_.elements.reserve(kUsualChunks);
    find_short_forms(tokens_, catalog_, short_forms_);
    buffers_.chunks.short_forms = short_forms_;
    uint16_t counts[2] = {0, 0};
    for (uint32_t root : roots) {
      uint16_t& count = counts[blocks[root].section == Section::Exclusion];
      if (count < UINT16_MAX) ++count;
      Number number{count};
      document_.items.push_back(item(root, number, {}, 0));
    }
  }

 private:
  static constexpr uint32_t kNone = UINT32_MAX;

  // "A, or" above "B", where all criteria are to be met: B becomes an item inside A.
  void join_alternatives(std::vector<uint32_t>& roots) {
    std::vector<uint32_t> kept;
    uint32_t last = kNone;  // of the items that were joined to the last root kept
    for (uint32_t root : roots) {
      const OutlineBlock& block = outline_.blocks[root];
      const uint32_t before = last != kNone ? last : kept.empty() ? kNone : kept.back();
      const bool joins = before != kNone && first_child_[before] == kNone && first_child_[root] == kNone && block.section != Section::Exclusion &&
                         outline_.blocks[before].section == block.section && outline_.blocks[before].cohort == block.cohort && ends_in_or(before);
      if (!joins) {
        kept.push_back(root);
        last = kNone;
        continue;
      }
      if (last == kNone) alternatives_.insert(kept.back());
      (last == kNone ? first_child_[kept.back()] : next_[last]) = root;
      last = root;
    }
    roots = std::move(kept);
  }

  using Number = llvm::SmallVector<uint16_t, 4>;

  // `number` is the item's own; it comes back as it was.
  Node item(uint32_t index, Number& number, Subject header, unsigned depth) {
    const OutlineBlock& block = outline_.blocks[index];
    NodeList children, admitted;
    if (first_child_[index] != kNone) {
      Subject own = parser_.header_subject(block.tok_begin, block.tok_end);
      if (own.concept_id) header = own;
      number.push_back(0);
      for (uint32_t child = first_child_[index]; child != kNone; child = next_[child]) {
        if (number.back() < UINT16_MAX) ++number.back();
        if (depth < kMaxItemDepth) number.back() -= add_child(block, item(child, number, header, depth + 1), children, admitted);
      }
      number.pop_back();
    }
    BlockContext context;
    context.section = block.section;
    context.header = first_child_[index] == kNone ? header : Subject{};
    context.children = children.empty() ? nullptr : &children;
    context.or_children = alternatives_.contains(index);
    context.nested = depth > 0;
    context.topic = block.label.empty() && !children.size();
    const GrammarCode joint = last_joint(first_child_[index]);
    context.children_or = joint == GrammarCode::Or;
    context.children_and = joint == GrammarCode::And;
    std::optional<Node> body = parser_.parse(block.tok_begin, block.tok_end, context);
    admits_ = buffers_.context.admits;
    if (block.tail_begin < block.tail_end) body = with_tail(block, std::move(body));
    if (body && !admitted.empty()) body = except_of(std::move(*body), group(true, std::move(admitted), {}), {});
    return finish(block, number, std::move(body));
  }

  // "* Note: patients with B are eligible": an exception to the item before it in a list, else to the parent. Whether it went
  // into the item before it.
  bool add_child(const OutlineBlock& parent, Node child, NodeList& children, NodeList& admitted) const {
    const bool list = parent.tok_begin < parent.tok_end && tokens_.tokens[parent.tok_end - 1].kind == TokenKind::Colon;
    Item* before = admits_ && list && !children.empty() ? children.back().as<Item>() : nullptr;
    if (!before) {
      (admits_ ? admitted : children).push_back(std::move(child));
      return false;
    }
    Item& item = *child.as<Item>();
    item.number = before->number;
    item.number.push_back(static_cast<uint16_t>(1 + nested_items(*before->body)));
    Node except = except_of(std::move(*before->body), std::move(child), {});
    children.back().range = hull(children.back().range, except.range);
    before->body = std::move(except);
    return true;
  }

  static unsigned nested_items(const Node& node) {
    if (node.as<Item>()) return 1;
    unsigned count = 0;
    for_each_child(node, [&](const Node& child) { count += nested_items(child); });
    return count;
  }

  // "1. A, 2. B, or 3. C": the word behind the last but one says how the list is joined.
  GrammarCode last_joint(uint32_t child) const {
    GrammarCode joint = GrammarCode::None;
    for (; child != kNone && next_[child] != kNone; child = next_[child]) joint = joint_behind(child);
    return joint;
  }
  GrammarCode joint_behind(uint32_t index) const {
    const OutlineBlock& block = outline_.blocks[index];
    return parser_.joint_behind(block.tok_begin, block.tok_end);
  }
  bool ends_in_or(uint32_t index) const { return joint_behind(index) == GrammarCode::Or; }

  // Prose behind the nested items belongs to the item as well.
  std::optional<Node> with_tail(const OutlineBlock& block, std::optional<Node> body) {
    BlockContext context;
    context.section = block.section;
    std::optional<Node> tail = parser_.parse(block.tail_begin, block.tail_end, context);
    if (!tail) return body;
    if (!body) return tail;
    Node node;
    node.range = hull(body->range, tail->range);
    NodeList both;
    both.push_back(std::move(*body));
    both.push_back(std::move(*tail));
    node.value = All{std::move(both)};
    return node;
  }

  Node finish(const OutlineBlock& block, const Number& number, std::optional<Node> body) {
    Box<Item> box;
    Item& item = box.ensure();
    item.section = block.section;
    item.cohort = block.cohort;
    item.number = number;
    item.label = {block.label.begin, block.label.end};
    item.source = tokens_.raw_hull(block.tok_begin, block.tok_end);
    item.text = {item.source.begin, item.source.end};
    Node node;
    node.range = block.range;
    if (!body) {
      body.emplace();
      body->range = item.source.empty() ? block.range : item.source;
      body->value = Opaque{{body->range.begin, body->range.end}, OpaqueReason::NoRule, {}};
    }
    if (Opaque* words = body->as<Opaque>(); words && words->text.empty()) {  // signs that were written with nothing
      body->range = block.range;
      words->text = {block.range.begin, block.range.end};
    }
    node.range = hull(node.range, body->range);
    item.body = std::move(*body);
    node.value = std::move(box);
    if (block.section_assumed) node.add_mark(Mark::AssumedSection);
    if (has_split_words(block.tok_begin, block.tok_end) || has_split_words(block.tail_begin, block.tail_end))
      node.add_mark(Mark::SplitWord);
    return node;
  }

  bool has_split_words(uint32_t begin, uint32_t end) const {
    for (uint32_t i = begin; i < end; ++i)
      if (tokens_.tokens[i].has(kRecovered)) return true;
    return false;
  }

  const Outline& outline_;
  const TokenBuffer& tokens_;
  const Catalog& catalog_;
  Document& document_;
  llvm::SmallVector<ShortForm, 8> short_forms_;
  LowerBuffers buffers_;
  std::optional<GrammarWords> own_grammar_;
  Parser parser_;
  std::vector<uint32_t> first_child_, next_;
  bool admits_ = false;  // the last item that was made does nothing else
  llvm::DenseSet<uint32_t> alternatives_;  // blocks whose children are alternatives to them
};

}  // namespace

void lower(const Outline& outline, const TokenBuffer& tokens, const Catalog& catalog, Document& document) {
  ItemTree(outline, tokens, catalog, document).build();
  settle_groups(document, catalog);
  settle_phases(document);
  settle_marks(document);
}

void dump_chunks(const Outline& outline, const TokenBuffer& tokens, const Catalog& catalog,
                 llvm::raw_ostream& out) {
  Document scratch;
  ChunkBuffer buffer;
  GrammarWords grammar(catalog);
  for (const OutlineBlock& block : outline.blocks) {
    if (block.cls != RangeClass::Criterion) continue;
    out << "item " << block.range.begin << ".." << block.range.end << "\n";
    cut_chunks(tokens, block.tok_begin, block.tok_end, catalog, grammar, scratch, buffer);
    for (const Chunk& chunk : buffer.chunks) {
      ByteRange range = tokens.raw_hull(chunk.tok_begin, chunk.tok_end);
      out << "  " << chunk_kind_name(chunk.kind) << " " << range.begin << ".." << range.end << " '";
      out.write_escaped(llvm::StringRef(tokens.text).slice(tokens.tokens[chunk.tok_begin].norm_begin,
                                                           tokens.tokens[chunk.tok_end - 1].norm_end));
      out << "'";
      if (chunk.concept_id) out << " " << catalog.name(chunk.concept_id);
      if (chunk.kind == ChunkKind::Number) out << " " << buffer.values[chunk.payload].str();
      if (chunk.kind == ChunkKind::Unit) {
        bool local = chunk.payload & kLocalBit;
        out << " "
            << (local ? llvm::StringRef(scratch.local_units[chunk.payload & ~kLocalBit])
                      : chunk.payload ? catalog.ucum(chunk.payload) : llvm::StringRef("?"));
      }
      out << "\n";
    }
  }
}

}  // namespace critc
