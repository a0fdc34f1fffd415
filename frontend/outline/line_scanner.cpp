#include "frontend/outline/line_scanner.h"

namespace critc {

namespace {

constexpr uint32_t kWideGap = 6;  // columns of spaces that stand for a lost newline

// The sign that a mirror wrote for newlines, if it did: glued to the words before it, many times.
struct LineSign {
  TokenKind kind = TokenKind::Unknown;
  char sign = 0;
};

bool is_sign(const TokenBuffer& buffer, const Token& token, LineSign sign) {
  return sign.sign != 0 && token.kind == sign.kind && buffer.text[token.norm_begin] == sign.sign;
}

LineSign find_line_sign(const TokenBuffer& buffer) {
  uint32_t line_starts = 0, tildes = 0, hashes = 0;
  for (const Token& token : buffer.tokens) {
    line_starts += token.has(kLineStart);
    if (token.has(kSpaceBefore)) continue;
    tildes += token.kind == TokenKind::Tilde;
    hashes += token.kind == TokenKind::Symbol && buffer.text[token.norm_begin] == '#';
  }
  if (tildes >= 2 && tildes > 2 * line_starts) return {TokenKind::Tilde, '~'};
  if (hashes >= 2 && hashes > 2 * line_starts) return {TokenKind::Symbol, '#'};
  return {};
}

class LineScanner {
 public:
  LineScanner(const Posting& posting, const TokenBuffer& buffer)
      : posting_(posting), buffer_(buffer), sign_(find_line_sign(buffer)) {
    lines_.reserve(16 + buffer.tokens.size() / 8);
  }

  std::vector<TextLine> run() {
    const bool plain = posting_.classed.empty() && sign_.sign == 0;  // as most are: all words stand in lines
    const auto count = static_cast<uint32_t>(buffer_.tokens.size());
    for (uint32_t i = 0; i < count; ++i) {
      if (!plain && left_out(buffer_.tokens[i])) continue;
      if (line_.tok_end == 0 || starts_line(i)) open(i);
      line_.tok_end = i + 1;
    }
    close();
    return std::move(lines_);
  }

 private:
  bool left_out(const Token& token) {
    const bool read = covered(token);
    if (!read && !is_sign(buffer_, token, sign_)) return false;
    close();
    (read ? fresh_ : after_sign_) = true;
    return true;
  }

  bool covered(const Token& token) {
    const auto& classed = posting_.classed;
    while (next_ < classed.size() && classed[next_].range.end <= token.raw_begin) ++next_;
    return next_ < classed.size() && classed[next_].range.begin < token.raw_end;
  }

  uint32_t gap(uint32_t i) const {
    return i == 0 ? 0 : buffer_.tokens[i].norm_begin - buffer_.tokens[i - 1].norm_end;
  }

  bool starts_line(uint32_t i) const {
    const Token& token = buffer_.tokens[i];
    return token.has(kLineStart) || (token.has(kSpaceBefore) && gap(i) >= kWideGap);
  }

  void open(uint32_t i) {
    close();
    const Token& token = buffer_.tokens[i];
    line_.tok_begin = i;
    line_.tok_end = i + 1;
    line_.indent = token.has(kLineStart) ? token.indent : (gap(i) >= kWideGap || after_sign_ ? gap(i) : 0);
    line_.blank_before = token.has(kBlankBefore);
    line_.fresh = fresh_ || lines_.empty();
    fresh_ = after_sign_ = false;
  }

  void close() {
    if (line_.tok_end == 0) return;
    line_.width = line_.indent + buffer_.tokens[line_.tok_end - 1].norm_end -
                  buffer_.tokens[line_.tok_begin].norm_begin;
    lines_.push_back(line_);
    line_ = {};
  }

  const Posting& posting_;
  const TokenBuffer& buffer_;
  LineSign sign_;
  size_t next_ = 0;
  bool fresh_ = false;
  bool after_sign_ = false;
  TextLine line_;
  std::vector<TextLine> lines_;
};

constexpr uint32_t kNarrowest = 50;  // hard wraps lie between these columns
constexpr uint32_t kWidest = 130;
constexpr uint32_t kRagged = 14;     // how far a full line may end before the limit

class LineJoiner {
 public:
  LineJoiner(const std::vector<TextLine>& lines, const TokenBuffer& buffer)
      : lines_(lines), buffer_(buffer) {
    std::tie(document_limit_, document_sure_) = limit(0, static_cast<uint32_t>(lines.size()));
  }

  std::vector<Paragraph> run() {
    std::vector<Paragraph> paragraphs;
    paragraphs.reserve(lines_.size());
    uint32_t count = static_cast<uint32_t>(lines_.size());
    for (uint32_t begin = 0, end; begin < count; begin = end) {
      for (end = begin + 1; end < count && !breaks_block(end);) ++end;
      auto [block_limit, block_sure] =
          document_limit_ <= kWidest ? std::pair(document_limit_, document_sure_) : limit(begin, end);
      for (uint32_t i = begin; i < end; ++i) {
        const TextLine& line = lines_[i];
        if (i > begin && continues(i, block_limit, block_sure)) {
          paragraphs.back().tok_end = line.tok_end;
        } else {
          paragraphs.push_back({line.tok_begin, line.tok_end, line.indent, line.blank_before});
        }
      }
    }
    return paragraphs;
  }

 private:
  bool breaks_block(uint32_t i) const {
    bool unwrapped = lines_[i].width > kWidest || lines_[i - 1].width > kWidest;
    return lines_[i].blank_before || lines_[i].fresh || unwrapped;
  }

  // The widest line, and whether enough lines reach it to call the text hard-wrapped.
  std::pair<uint32_t, bool> limit(uint32_t begin, uint32_t end) const {
    uint32_t widest = 0, full = 0;
    for (uint32_t i = begin; i < end; ++i) widest = std::max(widest, lines_[i].width);
    for (uint32_t i = begin; i < end; ++i) full += lines_[i].width + kRagged >= widest;
    return {widest, full >= 3};
  }

  bool continues(uint32_t i, uint32_t limit, bool sure) const {
    if (limit < kNarrowest || limit > kWidest) return false;
    const TextLine& before = lines_[i - 1];
    const Token& first = buffer_.tokens[lines_[i].tok_begin];
    if (is_bullet(lines_[i])) return false;
    uint32_t word = lines_[i].tok_begin;
    while (word + 1 < lines_[i].tok_end && !buffer_.tokens[word + 1].has(kSpaceBefore)) ++word;
    uint32_t needed = 1 + buffer_.tokens[word].norm_end - first.norm_begin;
    if (before.width + needed <= limit) return false;
    return sure || (!first.has(kCapitalized) && !ends_sentence(before));
  }

  bool is_bullet(const TextLine& line) const {
    const Token& token = buffer_.tokens[line.tok_begin];
    bool spaced = line.tok_begin + 1 < line.tok_end && buffer_.tokens[line.tok_begin + 1].has(kSpaceBefore);
    switch (token.kind) {
      case TokenKind::Star:
      case TokenKind::Hyphen:
        return spaced;
      case TokenKind::Bullet:
        return true;
      default:
        return false;
    }
  }

  bool ends_sentence(const TextLine& line) const {
    switch (buffer_.tokens[line.tok_end - 1].kind) {
      case TokenKind::Period:
      case TokenKind::Colon:
      case TokenKind::Semicolon:
        return true;
      default:
        return false;
    }
  }

  const std::vector<TextLine>& lines_;
  const TokenBuffer& buffer_;
  uint32_t document_limit_ = 0;
  bool document_sure_ = false;
};

}  // namespace

std::vector<TextLine> scan_lines(const Posting& posting, const TokenBuffer& buffer) {
  return LineScanner(posting, buffer).run();
}

std::vector<Paragraph> join_wrapped_lines(const std::vector<TextLine>& lines, const TokenBuffer& buffer) {
  return LineJoiner(lines, buffer).run();
}

}  // namespace critc
