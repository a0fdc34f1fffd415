#include "ir/criterion/ir_writer.h"

#include "ir/criterion/quoting.h"

namespace critc {

namespace {

// Whether the lexer reads the name as one word.
bool is_plain_name(llvm::StringRef name) {
  return name.contains(':') && !name.starts_with("unit:") && llvm::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == ':' || c == '.';
  });
}

bool printed_as_equality(const Bounds& bounds) {
  return !bounds.comparator_lost && bounds.low && bounds.low->closed && bounds.low == bounds.high;
}

}  // namespace

void IrWriter::location(ByteRange range) {
  if (locations_ && range != ByteRange{}) out_ << " @" << range.begin << ".." << range.end;
}

void IrWriter::words(TextSpan span, ByteRange node) {
  placed(span, default_place(item_, node, valid_utf8(document_.str(span))));
}

void IrWriter::placed(TextSpan span, std::optional<uint32_t> expected) {
  std::string valid = valid_utf8(document_.str(span));
  write_quoted(valid, out_);
  if (!locations_ || !document_.text_begins_with_buffer) return;
  std::optional<uint32_t> place;
  bool unchanged = document_.str(span) == valid;
  if (unchanged && !document_.range_of(span).empty()) place = span.begin;
  if (place == expected) return;
  out_ << '@';
  if (place) {
    out_ << *place;
  } else {
    out_ << '-';
  }
}

void IrWriter::words_attribute(llvm::StringRef name, TextSpan span, ByteRange node) {
  if (span.empty()) return;
  out_ << ' ' << name << '(';
  words(span, node);
  out_ << ')';
}

void IrWriter::concept_name(ConceptId id) {
  llvm::StringRef name = known(id) ? catalog_.name(id) : llvm::StringRef();
  if (is_plain_name(name)) {
    out_ << name;
    return;
  }
  out_ << "concept(";
  write_quoted(name, out_);
  out_ << ')';
}

void IrWriter::phrase(const Subject& subject) {
  llvm::StringRef words = document_.str(subject.text);
  if (subject.phrase == phrase_of_words(valid_utf8(words), catalog_)) return;
  std::string spelling;
  if (subject.phrase != 0) {
    spelling = valid_utf8(words_of_phrase(subject.phrase, words, catalog_));
    if (spelling.empty()) return;
  }
  out_ << " phrase(";
  if (!spelling.empty()) write_quoted(spelling, out_);
  out_ << ')';
}

void IrWriter::subject(const Subject& subject, ByteRange node) {
  bool has_words = !subject.text.empty();
  if (subject.concept_id != 0) {
    concept_name(subject.concept_id);
    if (has_words) {
      out_ << " (";
      words(subject.text, node);
      out_ << ')';
    }
  } else if (has_words) {
    words(subject.text, node);
  } else {
    out_ << '_';
  }
  bool undecided = document_.stage == Stage::Raw || subject.concept_id == 0;
  if (undecided && locations_) phrase(subject);  // one-line quotes are for people
}

llvm::StringRef IrWriter::ucum(UnitId unit) const {
  if (!(unit & kLocalBit)) return catalog_.ucum(unit);
  uint32_t index = unit & ~kLocalBit;
  return index < document_.local_units.size() ? llvm::StringRef(document_.local_units[index]) : "?";
}

// stated(1000 "cells/uL" = "/uL" by unit): only what the canonical value does not say already.
void IrWriter::stated(const Quantity& quantity, ByteRange node) {
  bool other_number = quantity.stated.str() != quantity.canonical.str();
  bool other_unit = quantity.stated_unit != quantity.unit;
  if (!other_number && !other_unit && quantity.unit_text.empty() && quantity.how == ConversionKind::None)
    return;
  out_ << " stated(";
  llvm::StringRef separator;
  if (other_number) {
    quantity.stated.print(out_);
    separator = " ";
  }
  if (!quantity.unit_text.empty()) {
    out_ << separator;
    words(quantity.unit_text, node);
    separator = " ";
  }
  if (other_unit) {
    out_ << separator << "= ";
    separator = " ";
    if (quantity.stated_unit == 0) {
      out_ << "none";
    } else {
      write_quoted(valid_utf8(ucum(quantity.stated_unit)), out_);
    }
  }
  if (quantity.how != ConversionKind::None) out_ << separator << "by " << conversion_text(quantity.how);
  out_ << ')';
}

void IrWriter::end(const End& end, ByteRange node) {
  const Quantity& quantity = end.quantity;
  if (quantity.rounded) out_ << '~';
  quantity.canonical.print(out_);
  if (quantity.unit != 0) {
    out_ << ' ';
    write_quoted(valid_utf8(ucum(quantity.unit)), out_);
  }
  if (end.reference == Reference::Uln || end.reference == Reference::Lln) {
    out_ << " x" << text(end.reference);
  } else if (end.reference != Reference::None) {
    out_ << " of " << text(end.reference);
  }
  stated(quantity, node);
}

void IrWriter::bounds(const Bounds& bounds, ByteRange node) {
  const auto& [low, high, lost, range] = bounds;
  if (lost) out_ << "??" << (bounds.empty() ? "" : " ");
  if (printed_as_equality(bounds)) {
    out_ << "= ";
    end(*low, node);
  } else if (low && high) {
    out_ << (low->closed ? '[' : '(');
    end(*low, node);
    out_ << ", ";
    end(*high, node);
    out_ << (high->closed ? ']' : ')');
  } else if (low) {
    if (!lost || !low->closed) out_ << (low->closed ? ">= " : "> ");
    end(*low, node);
  } else if (high) {
    out_ << (high->closed ? "<= " : "< ");
    end(*high, node);
  } else if (!lost) {
    out_ << "none";
  }
  if (locations_ && range != node) out_ << " at " << range.begin << ".." << range.end;
}

void IrWriter::bounds_attribute(llvm::StringRef name, const Bounds& bounds, ByteRange node) {
  if (bounds == Bounds{}) return;
  out_ << ' ' << name << '(';
  this->bounds(bounds, node);
  out_ << ')';
}

}  // namespace critc
