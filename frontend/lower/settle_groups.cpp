// "* Women with Hb >= 11 g/dL" beside "* Men with Hb >= 12 g/dL": each is asked of its own persons only.
#include "frontend/lower/settle_groups.h"

#include "frontend/lower/element.h"
#include "frontend/lower/nodes.h"

namespace critc {

namespace {

class GroupSettler {
 public:
  explicit GroupSettler(const Catalog& catalog)
      : male_(catalog.find("thing:male")), female_(catalog.find("thing:female")),
        childbearing_(catalog.find("condition:childbearing_potential")), age_(catalog.find("demographic:age")) {}

  void settle_all(NodeList& items) const {
    for (Node& node : items) join_sexes(node);
    settle(items);
  }

 private:
  void settle(NodeList& siblings) const {
    bool men = false, women = false;
    for (Node& node : siblings) {
      const ConceptId group = group_of(node);
      men |= group && group == male_;
      women |= group && group == female_;
      if (Item* item = node.as<Item>(); item && item->section != Section::Exclusion) settle_body(*item->body);
    }
    for (Node& node : siblings) {
      const ConceptId group = group_of(node);
      const bool some = group && (group == childbearing_ ? !states_age(*node.as<Item>()->body) : men && women);
      if (some) make_case(*node.as<Item>()->body);
    }
  }

  // Criteria that are all to be met; those of an `any` exclude each other as they stand.
  void settle_body(Node& node) const {
    All* all = node.as<All>();
    if (!all) return;
    settle(all->children);
    for (Node& child : all->children) settle_body(child);
  }

  // "Sex: male, female": nobody is both.
  void join_sexes(Node& node) const {
    if (All* all = node.as<All>()) {
      NodeList& list = all->children;
      for (size_t i = 0; i + 1 < list.size(); ++i) {
        const ConceptId one = sex_of(list[i]), other = sex_of(list[i + 1]);
        if (!one || !other || one == other) continue;
        list[i] = group(true, pair(std::move(list[i]), std::move(list[i + 1])), {});
        list.erase(list.begin() + static_cast<ptrdiff_t>(i) + 1);
      }
      if (list.size() == 1) node = Node(std::move(list.front()));
    }
    for_each_child(node, [&](Node& child) { join_sexes(child); });
  }

  ConceptId sex_of(const Node& node) const {
    const Has* has = node.attrs ? nullptr : node.as<Has>();
    const ConceptId id = has ? has->subject.concept_id : 0;
    return id && (id == male_ || id == female_) ? id : 0;
  }

  // The sex that opens a required item and is not all that the item asks.
  ConceptId group_of(const Node& node) const {
    const Item* item = node.as<Item>();
    const All* all = item && item->section != Section::Exclusion ? item->body->as<All>() : nullptr;
    if (!all || all->children.size() < 2 || all->children.front().attrs) return 0;
    const Has* has = all->children.front().as<Has>();
    const ConceptId id = has ? has->subject.concept_id : 0;
    return id && (id == male_ || id == female_ || id == childbearing_) ? id : 0;
  }

  // "Women of childbearing potential aged 18 to 45" are whom the posting asks for; with a negative test, those who need one.
  bool states_age(const Node& node) const {
    const Comparison* comparison = node.as<Comparison>();
    bool found = comparison && comparison->subject.concept_id == age_;
    for_each_child(node, [&](const Node& child) { found |= states_age(child); });
    return found;
  }

  static void make_case(Node& body) {
    NodeList children = std::move(body.as<All>()->children);
    Node guard = std::move(children.front());
    children.erase(children.begin());
    body.value = case_of(std::move(guard), group(false, std::move(children), {}), {}).value;
  }

  ConceptId male_, female_, childbearing_, age_;
};

}  // namespace

void settle_groups(Document& document, const Catalog& catalog) { GroupSettler(catalog).settle_all(document.items); }

}  // namespace critc
