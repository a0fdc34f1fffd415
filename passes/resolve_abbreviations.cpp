// resolve-abbreviations: what a posting itself says its abbreviations mean.
//
//   modified Rodnan skin score (mRSS) ... mRSS >= 15
//
// The long form must be a phrase of the catalogue that ends right before the bracket; the concept
// then belongs to every subject that consists of the short form alone and that the catalogue does
// not know, or knows as something else where this posting gives its meaning.
#include "ir/catalog/short_forms.h"
#include "passes/node_index.h"

namespace critc {

void resolve_abbreviations(PassContext& context) {
  if (!context.tokens) return;
  llvm::SmallVector<ShortForm, 8> found;
  find_short_forms(*context.tokens, context.catalog, found);
  if (found.empty()) return;
  auto resolve = [&](Subject& subject) {
    if (subject.text.empty()) return;
    if (const ShortForm* form = find_short_form(found, context.document.str(subject.text).trim())) subject.concept_id = form->concept_id;
  };
  walk_nodes(context, [&](Node& node, const Place&) {
    if (auto* comparison = node.as<Comparison>()) resolve(comparison->subject);
    if (auto* has = node.as<Has>()) resolve(has->subject);
    if (auto* exposure = node.as<Exposure>()) resolve(exposure->subject);
    if (auto* define = node.as<Define>()) resolve(define->term);
    if (auto* exists = node.as<Exists>()) resolve(exists->subject);
  });
}

}  // namespace critc
