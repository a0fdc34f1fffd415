// Study records in JSON: of the registry's API v2, and flat ones with the same fields.

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

#include "frontend/reader/forms.h"
#include "frontend/reader/json_cursor.h"

namespace critc {

namespace {

enum class Field : uint8_t {
  Other,
  Module,  // an object whose members are fields too
  Id,
  Criteria,
  MinimumAge,
  MaximumAge,
  Sex,
  HealthyVolunteers,
  GenderBased,
  GenderDescription,
  StudyPopulation,
};

// Modules of API v2 hold the fields; flat records have them at the top, by either spelling.
Field field_of(llvm::StringRef key) {
  return llvm::StringSwitch<Field>(key)
      .Cases("protocolSection", "identificationModule", "eligibilityModule", Field::Module)
      .Cases("nctId", "nct_id", "id", Field::Id)
      .Cases("eligibilityCriteria", "eligibility_criteria", "criteria", Field::Criteria)
      .Cases("minimumAge", "minimum_age", Field::MinimumAge)
      .Cases("maximumAge", "maximum_age", Field::MaximumAge)
      .Case("sex", Field::Sex)
      .Cases("healthyVolunteers", "healthy_volunteers", Field::HealthyVolunteers)
      .Cases("genderBased", "gender_based", Field::GenderBased)
      .Cases("genderDescription", "gender_description", Field::GenderDescription)
      .Cases("studyPopulation", "study_population", Field::StudyPopulation)
      .Default(Field::Other);
}

class StudyReader {
 public:
  StudyReader(const Input& input, ByteRange record, ReadResult& result)
      : json_(input.bytes, record), result_(result) {}

  void run() {
    bool object = json_.peek() == JsonType::Object;
    if (object) read_members(0);
    if (!object && !json_.failed() && json_.skip() && json_.at_end()) {
      return bad_json("it is no object");
    }
    if (!json_.at_end()) return bad_json(json_.error());
    result_.posting = std::move(posting_);
  }

 private:
  // Modules lie at most three objects deep; what lies deeper is no field of ours.
  static constexpr unsigned kDeepest = 3;

  void read_members(unsigned depth) {
    if (!json_.enter_object()) return;
    std::string key;
    while (json_.next_member(key)) {
      Field field = field_of(key);
      if (field == Field::Module && depth < kDeepest && json_.peek() == JsonType::Object) {
        read_members(depth + 1);
      } else {
        read_field(field, key);
      }
      if (json_.failed()) return;
    }
  }

  void read_field(Field field, llvm::StringRef key) {
    switch (field) {
      case Field::Other: case Field::Module: json_.skip(); return;
      case Field::Id: return read_text_field(posting_.id, key);
      case Field::Criteria: return read_criteria(key);
      case Field::MinimumAge: return read_text_field(posting_.minimum_age.value, key);
      case Field::MaximumAge: return read_text_field(posting_.maximum_age.value, key);
      case Field::Sex: return read_text_field(posting_.sex.value, key);
      case Field::HealthyVolunteers: return read_flag(posting_.healthy_volunteers.value, key);
      case Field::GenderBased: return read_gender_based(key);
      case Field::GenderDescription: return read_text_field(posting_.gender_basis.value, key);
      case Field::StudyPopulation: return read_text_field(posting_.study_population.value, key);
    }
  }

  void read_criteria(llvm::StringRef key) {
    uint32_t lone = json_.lone_surrogates();
    read_text_field(posting_.buffer, key);
    // Each lone surrogate was written as an escape of six bytes.
    if (uint32_t count = json_.lone_surrogates() - lone) {
      result_.diagnostics.push_back({DiagnosticKind::InvalidUtf8, {}, {llvm::utostr(6 * count)}, {}, {}});
    }
  }

  void read_text_field(std::string& value, llvm::StringRef key) {
    if (json_.peek() == JsonType::String) {
      json_.read_string(value);
    } else {
      wrong_type(key, "string");
    }
  }

  // API v2 has booleans here, other exports have words.
  void read_flag(std::string& value, llvm::StringRef key) {
    if (json_.peek() == JsonType::String) {
      json_.read_string(value);
      return;
    }
    bool flag = false;
    if (json_.peek() != JsonType::Boolean) return wrong_type(key, "boolean");
    if (json_.read_boolean(flag)) value = flag ? "true" : "false";
  }

  void read_gender_based(llvm::StringRef key) {
    std::string value;
    read_flag(value, key);
    if (posting_.gender_basis.value.empty()) posting_.gender_basis.value = value;
  }

  void wrong_type(llvm::StringRef key, llvm::StringRef expected) {
    if (json_.peek() != JsonType::Null) add_bad_field(key, expected, result_.diagnostics);
    json_.skip();
  }

  void bad_json(llvm::StringRef error) {
    result_.diagnostics.push_back({DiagnosticKind::BadJson, {}, {}, {}, {}});
    result_.diagnostics.back().args.push_back(error.str() + " at " + place(json_.offset()));
  }

  JsonCursor json_;
  ReadResult& result_;
  Posting posting_;
};

// The elements of the array that comes next; an element that does not end runs to the end of the input.
void split_elements(JsonCursor& json, uint32_t size, SplitRecords& split) {
  if (!json.enter_array()) return;
  while (json.next_element()) {
    json.peek();
    uint32_t begin = json.offset();
    json.skip();
    split.records.push_back({begin, json.failed() ? size : json.offset()});
  }
}

}  // namespace

void read_study_json(const Input& input, ByteRange record, ReadResult& result) {
  StudyReader(input, record, result).run();
}

SplitRecords split_studies_json(const Input& input) {
  SplitRecords split;
  auto size = static_cast<uint32_t>(input.bytes.size());
  ByteRange all{bom_length(input.bytes), size};
  JsonCursor json(input.bytes, all);
  bool page = json.peek() == JsonType::Array;
  if (page) split_elements(json, size, split);
  if (json.peek() == JsonType::Object) {
    std::string key;
    json.enter_object();
    while (json.next_member(key)) {
      if (key == "studies" && json.peek() == JsonType::Array) {
        page = true;
        split_elements(json, size, split);
      } else {
        json.skip();
      }
    }
  }
  // A single study is its own record, and says itself what is wrong with it.
  if (!page) split.records.push_back(all);
  bool told = !page || (json.failed() && !split.records.empty() && split.records.back().end == size);
  if (!told && !json.at_end()) {
    split.diagnostics.push_back(
        {DiagnosticKind::BadJson, {}, {json.error() + (" at " + place(json.offset()))}, {}, {}});
  }
  return split;
}

SplitRecords split_lines(const Input& input) {
  SplitRecords split;
  auto size = static_cast<uint32_t>(input.bytes.size());
  for (uint32_t at = bom_length(input.bytes); at < size;) {
    auto end = static_cast<uint32_t>(std::min<size_t>(input.bytes.find('\n', at), size));
    if (!input.bytes.slice(at, end).trim().empty()) split.records.push_back({at, end});
    at = end + 1;
  }
  return split;
}

}  // namespace critc
