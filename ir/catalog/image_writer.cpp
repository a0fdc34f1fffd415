#include "ir/catalog/image_writer.h"

#include <algorithm>
#include <cstring>

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"

#include "ir/catalog/drug_names.h"
#include "ir/catalog/image_layout.h"
#include "ir/catalog/resolve.h"
#include "ir/text/utf8.h"

namespace critc {

namespace {

class ImageWriter {
 public:
  explicit ImageWriter(CatalogModel& model) : model_(model) {
    std::memcpy(header_.magic, kImageMagic, sizeof(kImageMagic));
  }

  std::string write(PhraseTable phrases) {
    resolve_synonyms(model_);
    check_rewrites(model_);
    UcumRows ucum = resolve_ucum(model_, strings_);
    auto units = resolve_units(model_, ucum, strings_);
    Closure closure = resolve_members(model_);
    auto measurements = resolve_measurements(model_, units, strings_);
    auto equivalences = resolve_equivalences(model_, strings_);
    collect_phrases(model_, phrases);
    if (!model_.complaints.empty()) return "";
    llvm::sort(ucum.prefixes, [&](const UcumPrefixRow& a, const UcumPrefixRow& b) {
      return strings_[a.prefix] < strings_[b.prefix];
    });
    body_.resize(llvm::alignTo(sizeof(ImageHeader), kSectionAlignment));
    number_starts_first(model_, phrases);
    PhraseTrie trie = build_phrase_trie(phrases);
    std::vector<PhraseId> ids = add_senses(trie);
    add_trie(trie, ids);
    add_words(phrases);
    add_concepts();
    add_drug_names(phrases);
    add_closure(closure.members, ImageSection::MemberBegins, ImageSection::Members);
    add_closure(closure.classes, ImageSection::ClassBegins, ImageSection::Classes);
    add(ImageSection::Measurements, measurements);
    add_scales();
    add_units(units);
    add(ImageSection::UcumAtoms, ucum.atoms);
    add(ImageSection::UcumPrefixes, ucum.prefixes);
    add(ImageSection::Equivalences, equivalences);
    add_furniture();
    add_rewrites();
    header_.version = strings_.add(model_.version);
    llvm::StringRef text = strings_.text();
    add(ImageSection::Strings, std::vector<char>(text.begin(), text.end()));
    header_.size = static_cast<uint32_t>(body_.size());
    std::memcpy(body_.data(), &header_, sizeof(header_));
    return std::move(body_);
  }

 private:
  template <typename Row>
  void add(ImageSection section, const std::vector<Row>& rows) {
    static_assert(std::is_trivially_copyable_v<Row>);
    SectionExtent& extent = header_.sections[static_cast<uint32_t>(section)];
    extent = {static_cast<uint32_t>(body_.size()), static_cast<uint32_t>(rows.size())};
    body_.append(reinterpret_cast<const char*>(rows.data()), rows.size() * sizeof(Row));
    body_.resize(llvm::alignTo(body_.size(), kSectionAlignment));
  }

  static uint8_t flags_of(const PhraseSense& sense) {
    return static_cast<uint8_t>((sense.derived ? SenseRow::kDerived : 0) | (sense.misspelt ? SenseRow::kMisspelt : 0));
  }

  // The ids of the phrases, by their place in the trie.
  std::vector<PhraseId> add_senses(const PhraseTrie& trie) {
    std::vector<PhraseId> ids;
    senses_.emplace_back();
    for (const auto* phrase : trie.senses) {
      ids.push_back(phrase ? static_cast<PhraseId>(senses_.size()) : 0);
      if (!phrase) continue;
      auto count = static_cast<uint16_t>(phrase->size());
      for (const PhraseSense& sense : *phrase) {
        auto kind = static_cast<uint8_t>(model_.concepts[sense.concept_id].kind);
        senses_.push_back({sense.concept_id, strings_.add(sense.exact), count--, kind, flags_of(sense)});
      }
    }
    add(ImageSection::Senses, senses_);
    return ids;
  }

  KindSet kinds_of(PhraseId phrase) const {
    KindSet kinds = 0;
    for (uint32_t i = 0; i < senses_[phrase].count; ++i) {
      const SenseRow& sense = senses_[phrase + i];
      kinds |= kind_bit(static_cast<ConceptKind>(sense.kind));
      if (sense.exact.length == 0) kinds |= kAnyLetters;
    }
    return kinds;
  }

  void add_trie(const PhraseTrie& trie, const std::vector<PhraseId>& ids) {
    std::vector<StateRow> rows(trie.labels.size());
    for (size_t state = 0; state < rows.size(); ++state) {
      StateRow& row = rows[state];
      row.first_child = trie.first_child[state];
      row.children = trie.first_child[state + 1] - row.first_child;
      for (uint32_t i = 0; i < row.children; ++i) row.next |= next_bit(trie.labels[row.first_child + i]);
      row.phrase = ids[trie.state_phrases[state]];
      row.kinds = kinds_of(row.phrase);
    }
    add(ImageSection::States, rows);
    add(ImageSection::Labels, trie.labels);
    starts_ = start_kinds(rows);
  }

  // By word, the kinds of the phrases that start with it. States are in breadth-first order: met from the
  // back, a state has the kinds of all its children.
  static std::vector<KindSet> start_kinds(const std::vector<StateRow>& rows) {
    std::vector<KindSet> below;
    for (const StateRow& row : rows) below.push_back(row.kinds);
    for (size_t state = below.size(); state-- > 0;) {
      for (uint32_t i = 0; i < rows[state].children; ++i) below[state] |= below[rows[state].first_child + i];
    }
    below.resize(rows[Catalog::kRoot].children + 1);
    return below;
  }

  void add_words(const PhraseTable& table) {
    std::vector<StringSlice> words;
    for (const std::string& word : table.words) words.push_back(strings_.add(word));
    add(ImageSection::Words, words);
    std::vector<WordSlot> slots(llvm::PowerOf2Ceil(words.size() + words.size() / 3));
    size_t mask = slots.size() - 1;
    std::vector<uint64_t> filter(kFilterBits / 64);
    for (WordId id = 1; id < words.size(); ++id) {
      WordKey key(table.words[id]);
      filter[filter_bit(key.hash()) / 64] |= uint64_t{1} << filter_bit(key.hash()) % 64;
      size_t i = key.hash() & mask;
      while (slots[i].id != 0) i = (i + 1) & mask;
      std::memcpy(static_cast<void*>(&slots[i]), key.parts.data(), sizeof(key.parts));
      slots[i].starts = id < starts_.size() ? starts_[id] : 0;
      slots[i].id = id;
    }
    add(ImageSection::WordSlots, slots);
    add(ImageSection::WordFilter, filter);
  }

  void add_concepts() {
    std::vector<ConceptRow> rows(model_.concepts.size());
    std::vector<ConceptId> slots(llvm::PowerOf2Ceil(2 * rows.size()));
    for (ConceptId id = 0; id < rows.size(); ++id) {
      const ConceptEntry& entry = model_.concepts[id];
      ConceptRow& row = rows[id];
      row.name = strings_.add(entry.name);
      row.title = strings_.add(entry.title);
      row.source = strings_.add(entry.source);
      row.value = strings_.add(entry.value);
      row.row = entry.row;
      row.kind = static_cast<uint8_t>(entry.kind);
      if (id != 0) add_name(slots, id);
    }
    add(ImageSection::Concepts, rows);
    add(ImageSection::ConceptSlots, slots);
  }

  // Of rows of one name the first is found.
  void add_name(std::vector<ConceptId>& slots, ConceptId id) const {
    size_t mask = slots.size() - 1;
    size_t i = name_hash(model_.concepts[id].name) & mask;
    while (slots[i] != 0) i = (i + 1) & mask;
    slots[i] = id;
  }

  void add_closure(const std::vector<std::vector<ConceptId>>& lists, ImageSection begins_section,
                   ImageSection section) {
    std::vector<uint32_t> begins;
    std::vector<ConceptId> all;
    for (const auto& list : lists) {
      begins.push_back(static_cast<uint32_t>(all.size()));
      all.insert(all.end(), list.begin(), list.end());
    }
    begins.push_back(static_cast<uint32_t>(all.size()));
    add(begins_section, begins);
    add(section, all);
  }

  void add_drug_names(const PhraseTable& table) {
    DrugNames names = collect_drug_names(table, model_, strings_);
    add(ImageSection::DrugNames, names.rows);
    add(ImageSection::DrugNameBegins, names.begins);
  }

  void add_scales() {
    std::vector<ScaleRow> scales;
    std::vector<ScaleRank> ranks;
    for (const ScaleEntry& entry : model_.scales) {
      ScaleRow row{entry.concept_id, static_cast<uint32_t>(ranks.size()), 0};
      for (const auto& [text, rank] : entry.ranks) ranks.push_back({strings_.add(text), rank});
      row.rank_end = static_cast<uint32_t>(ranks.size());
      scales.push_back(row);
    }
    add(ImageSection::Scales, scales);
    add(ImageSection::ScaleRanks, ranks);
  }

  void add_units(const std::vector<UnitRow>& units) {
    std::vector<UnitId> by_code;
    for (UnitId id = 1; id < units.size(); ++id) by_code.push_back(id);
    llvm::sort(by_code,
               [&](UnitId a, UnitId b) { return model_.units[a].ucum < model_.units[b].ucum; });
    add(ImageSection::Units, units);
    add(ImageSection::UnitsByCode, by_code);
  }

  void add_furniture() {
    std::vector<FurnitureRow> rows;
    for (const FurnitureEntry& entry : model_.furniture) {
      FurnitureRow row = entry.row;
      row.text = strings_.add(entry.text);
      row.argument = strings_.add(entry.argument);
      rows.push_back(row);
    }
    add(ImageSection::Furniture, rows);
  }

  void add_rewrites() {
    auto sorted = model_.rewrites;
    llvm::sort(sorted, [](const RewriteEntry& a, const RewriteEntry& b) {
      auto key = [](const RewriteEntry& row) {
        return std::tuple(first_character(row.from), -static_cast<int64_t>(row.from.size()));
      };
      return key(a) != key(b) ? key(a) < key(b) : a.from < b.from;
    });
    std::vector<RewriteRow> rows;
    for (const RewriteEntry& entry : sorted)
      rows.push_back({strings_.add(entry.from), strings_.add(entry.to)});
    add(ImageSection::Rewrites, rows);
    add(ImageSection::RewriteStarts, rewrite_starts(sorted));
  }

  static char32_t first_character(llvm::StringRef text) { return decode_utf8(text, 0).value; }

  static std::vector<RewriteStart> rewrite_starts(const std::vector<RewriteEntry>& sorted) {
    std::vector<RewriteStart> starts(0x80);
    for (char32_t c = 0; c < 0x80; ++c) starts[c].first = c;
    for (uint32_t i = 0; i < sorted.size(); ++i) {
      llvm::StringRef from = sorted[i].from;
      char32_t first = first_character(from);
      if (first >= 0x80 && starts.back().first != first) starts.emplace_back().first = first;
      RewriteStart& start = first < 0x80 ? starts[first] : starts.back();
      if (start.end == 0) start.begin = i;
      start.end = i + 1;
      uint32_t next = decode_utf8(from, 0).length;
      if (from.size() == next) std::fill(std::begin(start.second), std::end(start.second), ~uint64_t{0});
      // An escape or an entity may stand for the second character.
      for (char c : {next < from.size() ? from[next] : '&', '&', '\\'}) {
        auto byte = static_cast<uint8_t>(c);
        start.second[byte >> 6] |= uint64_t{1} << (byte & 63);
      }
    }
    return starts;
  }

  CatalogModel& model_;
  StringPool strings_;
  std::vector<SenseRow> senses_;  // by PhraseId
  std::vector<KindSet> starts_;   // by WordId, of those that start phrases
  ImageHeader header_ = {};
  std::string body_;
};

}  // namespace

std::string write_image(CatalogModel& model, PhraseTable phrases) {
  return ImageWriter(model).write(std::move(phrases));
}

}  // namespace critc
