#include "passes/words.h"

#include <algorithm>

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"

#include "ir/text/scanner.h"

namespace critc {

namespace {

bool is_ascii_punctuation(char c) { return llvm::isPrint(c) && !llvm::isAlnum(c) && c != ' '; }

// The longest rewrite whose `from` begins the text; rows are sorted by `from`, longest first within
// a first byte.
const RewriteRow* find_rewrite(const Catalog& catalog, llvm::StringRef text) {
  llvm::ArrayRef<RewriteRow> rows = catalog.rewrites();
  auto first_byte = [&](const RewriteRow& row) {
    return static_cast<uint8_t>(catalog.string(row.from).front());
  };
  const auto byte = static_cast<uint8_t>(text.front());
  const auto* row = std::partition_point(rows.begin(), rows.end(),
                                         [&](const RewriteRow& r) { return first_byte(r) < byte; });
  for (; row != rows.end() && first_byte(*row) == byte; ++row) {
    if (text.starts_with(catalog.string(row->from))) return row;
  }
  return nullptr;
}

std::string rewrite(const Catalog& catalog, llvm::StringRef raw) {
  std::string result;
  result.reserve(raw.size());
  for (size_t at = 0; at < raw.size();) {
    if (raw[at] == '\\' && at + 1 < raw.size() && is_ascii_punctuation(raw[at + 1])) {
      ++at;
      result += raw[at++];
    } else if (const RewriteRow* row = find_rewrite(catalog, raw.substr(at))) {
      result += catalog.string(row->to);
      at += row->from.length;
    } else {
      result += raw[at++];
    }
  }
  return result;
}

bool skipped_in_phrases(const ListedWord& word) { return word.kind == TokenKind::Hyphen; }

}  // namespace

uint32_t token_at(const TokenBuffer& tokens, uint32_t raw) {
  auto it = std::lower_bound(tokens.tokens.begin(), tokens.tokens.end(), raw,
                             [](const Token& token, uint32_t at) { return token.raw_begin < at; });
  return static_cast<uint32_t>(it - tokens.tokens.begin());
}

WordList::WordList(const Document& document, const TokenBuffer* tokens, const Catalog& catalog,
                   TextSpan span) {
  if (span.empty()) return;
  if (!tokens || document.range_of(span).empty()) {
    scan(catalog, document.str(span));
    return;
  }
  for (uint32_t i = token_at(*tokens, span.begin); i < tokens->tokens.size(); ++i) {
    const Token& token = tokens->tokens[i];
    if (token.raw_begin >= span.end) break;
    words_.push_back({token.word, token.kind, token.has(kSpaceBefore), tokens->spelling(token)});
  }
}

void WordList::scan(const Catalog& catalog, llvm::StringRef raw) {
  rewritten_ = rewrite(catalog, raw);
  llvm::StringRef text = rewritten_;
  llvm::SmallString<32> key;
  bool space = false;
  for (uint32_t at = 0; at < text.size();) {
    if (llvm::isSpace(text[at])) {
      space = true;
      ++at;
      continue;
    }
    const ScannedToken token = scan_token(text, at);
    if (token.end <= at) break;
    llvm::StringRef spelling = text.slice(token.begin, token.end);
    key.clear();
    fold_word(spelling, key);
    words_.push_back({catalog.word(key), token.kind, space, spelling});
    space = false;
    at = token.end;
  }
}

WordMatch longest_phrase(const Catalog& catalog, llvm::ArrayRef<ListedWord> words) {
  WordMatch best;
  Catalog::TrieState state = Catalog::kRoot;
  for (uint32_t i = 0; i < words.size(); ++i) {
    if (i > 0 && skipped_in_phrases(words[i])) continue;
    state = catalog.step(state, words[i].word);
    if (state == Catalog::kDead) break;
    if (PhraseId phrase = catalog.phrase_at(state)) best = {phrase, i + 1};
  }
  return best;
}

PhraseId whole_phrase(const Catalog& catalog, llvm::ArrayRef<ListedWord> words) {
  WordMatch match = longest_phrase(catalog, words);
  return match.length == words.size() ? match.phrase : 0;
}

}  // namespace critc
