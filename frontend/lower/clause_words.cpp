// Where sentences, lists and clauses of a block end, and what is said of all their parts.
#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/clause_reader.h"

namespace critc {

namespace {

constexpr uint32_t kFewWords = 2;  // chunks: "unless they meet all of the following"

}  // namespace

// "A or B, and C", where criteria are to be met: the comma before `and` closes the alternatives. Where it stands; `end` when
// it does not.
uint32_t ClauseReader::closing_and(uint32_t begin, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  const uint32_t joint = context_.section == Section::Exclusion ? end : find_top(begin, end, Part::Or);
  if (joint >= end || !has_content(begin, joint) || elements[joint - 1].part == Part::Comma) return end;
  if (!is(elements[joint].chunk_begin, ChunkKind::Or)) return end;  // a slash
  const uint32_t comma = find_top(joint, end, Part::Comma);
  if (comma + 2 >= end || find_top(comma, end, Part::Or) < end || find_top(begin, comma, Part::Negation) < comma) return end;
  const bool closes = elements[comma + 1].part == Part::And && elements[comma + 1].code != GrammarCode::AndTogether;
  return closes && has_content(joint + 1, comma) && has_content(comma + 2, end) ? comma : end;
}

// "A other than B, or C": a comma before the only connective closes the exception. Where; `end` when there is none.
uint32_t ClauseReader::end_of_carve(uint32_t begin, uint32_t at, uint32_t end) const {
  const uint32_t comma = find_top(at + 1, end, Part::Comma);
  if (comma + 1 >= end || !has_content(begin, at) || !has_content(at + 1, comma) || !has_content(comma + 2, end)) return end;
  if (find_top(begin, at, Part::Negation) < at) return end;  // "no A except B, or C"
  const Part joint = buffers_.elements[comma + 1].part;
  if (joint != Part::Or && joint != Part::And) return end;
  for (Part part : {Part::And, Part::Or})
    if (find_top(at + 1, comma, part) < comma) return end;
  return comma;
}

// What stands behind "including" is asked for as well where it states bounds: "including ANC >= 1.5, platelets >= 100",
// but not in a list of things "such as" these, or of what excludes.
bool ClauseReader::asks_examples(Part lead, uint32_t begin, uint32_t end) const {
  if (!has_statement(begin, end)) return false;
  if (lead == Part::Includes && context_.section != Section::Exclusion) return true;
  auto thing = [](const Element& element) {
    return element.part == Part::Entity || (element.part == Part::Statement && (element.node.as<Exposure>() || element.node.as<Has>()));
  };
  const llvm::ArrayRef<Element> examples = llvm::ArrayRef<Element>(buffers_.elements).slice(begin, end - begin);
  const bool names_one = !has_connective(begin, end) && lead != Part::Example;  // not "such as heart disease (NYHA III)"
  return names_one || llvm::none_of(examples, thing);
}

// "A such as B, and C such as D": the connective before a second thing with examples of its own; `end` when there is none.
uint32_t ClauseReader::next_example(uint32_t at, uint32_t end) const {
  const Part part = buffers_.elements[at].part;
  const uint32_t second = find_top(at + 1, end, part);
  if (second == end || !has_content(second + 1, end)) return end;
  for (uint32_t i = second; i-- > at + 1;) {
    const Part joint = buffers_.elements[i].part;
    if (joint == Part::And || joint == Part::Or) return has_content(at + 1, i) && has_content(i + 1, second) ? i : end;
    if (joint == Part::Comma || joint == Part::Close) return end;
  }
  return end;
}

// "No heart failure requiring diuretics No ejection fraction < 50 %": a capital denial begins a sentence also
// where the full stop before it went lost; `end` when there is none.
uint32_t ClauseReader::unstopped_sentence(uint32_t begin, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  if (!holds(Part::Negation)) return end;
  for (uint32_t i = begin + 1; i < end; ++i) {
    if (elements[i].part == Part::Open && elements[i].match > i) i = elements[i].match;
    if (i >= end || elements[i].part != Part::Negation) continue;
    const uint32_t token = chunk(elements[i].chunk_begin).tok_begin;
    const Part before = elements[i - 1].part;
    const bool said = before == Part::Statement || before == Part::Entity || before == Part::Subject || before == Part::Time;
    const bool capital = tokens_.tokens[token].has(kCapitalized) && !tokens_.tokens[token].has(kAllCaps);
    if (said && capital && !tokens_.tokens[token - 1].has(kCapitalized)) return i;
  }
  return end;
}

// "one of the following: A; B", "low-risk patients need to meet: A; B": the words before the colon
// rule what stands behind it up to the end of the sentence.
bool ClauseReader::rules_all_parts(uint32_t begin, uint32_t end) const {
  uint32_t stop = find_top(begin, end, Part::Stop);
  uint32_t colon = find_top(begin, stop, Part::Colon);
  if (const uint32_t list = find_top(begin, stop, Part::Announce); stop < end && list < stop) {  // "at least one of:"
    const Token& last = tokens_.tokens[chunk(buffers_.elements[list].chunk_end - 1).tok_end - 1];
    if (last.kind == TokenKind::Colon) return true;
  }
  if (stop == end || colon == stop) return false;
  if (names_cohort(begin, colon) || names_persons(begin, colon)) return true;
  uint32_t announce = find_top(begin, colon, Part::Announce);
  if (announce < colon && !has_content(announce + 1, colon)) return true;
  return find_top(begin, colon, Part::Definition) < colon;
}

// What [begin, end) names stands side by side: "uterine fibroids with bleeding".
bool ClauseReader::side_by_side(uint32_t begin, uint32_t end) const {
  for (Part part : {Part::Stop, Part::Announce, Part::Colon})
    if (find_top(begin, end, part) < end) return false;
  return has_content(begin, end) && !has_connective(begin, end);
}

// "Males and non-pregnant, non-nursing females, 18-59 years": how many children say who either group is; 0 where they do
// not, for nobody is both.
size_t ClauseReader::parts_persons(uint32_t begin, uint32_t cut, const NodeList& children) const {
  const Has* group = children[0].as<Has>();
  const bool some = group && !children[0].attrs && is_person_group(group->subject.concept_id) && group->subject.concept_id != everybody_;
  const bool prefixed = cut + 1 < buffers_.elements.size() && (chunk(buffers_.elements[cut + 1].chunk_begin).traits & kDenies);
  if (!some || !prefixed || find_top(begin, cut, Part::Comma) != cut) return 0;
  auto denied = [](const Node& child) { return child.as<Not>() && child.as<Not>()->body->as<Has>(); };
  size_t count = 1;
  while (count < children.size() && denied(children[count])) ++count;
  return count > 1 ? count : 0;
}

// "Men and women, with asthma or gout", "adults, 18 to 65 years, with A or B": the last comma behind nothing but persons
// and their age, who are no alternative to what follows; `end` when there is none.
uint32_t ClauseReader::end_of_persons(uint32_t begin, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  uint32_t last = end;
  if (context_.section == Section::Exclusion || find_top(begin, end, Part::Or) == end) return last;
  for (uint32_t comma = find_top(begin, end, Part::Comma); comma < end; comma = find_top(comma + 1, end, Part::Comma)) {
    if (!of_some_persons(last < end ? last + 1 : begin, comma)) break;
    last = comma;
  }
  const bool joined = last + 1 < end && (is_connective(elements[last + 1].part) || find_top(last, end, Part::Or) == end);
  return last < end && !joined && has_content(last + 1, end) && !of_some_persons(last + 1, end) ? last : end;
}

// "Females or males, >= 18 years": the age behind persons that `or` joins is of all of them. Where it stands, with the comma
// before it; `end` when there is none.
uint32_t ClauseReader::age_of_persons(uint32_t begin, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  uint32_t groups = 0, last = begin;
  bool joined = false;
  for (uint32_t at = begin; at < end; ++at) {
    const Element& element = elements[at];
    if (names_group(element)) {
      ++groups;
      last = at + 1;
    } else if (element.part == Part::Or) {
      joined = true;
    } else if (element.part != Part::Filler && element.part != Part::Comma) {
      return groups > 1 && joined && age_ && compared(element) == age_ ? last : end;
    }
  }
  return end;
}

// "Patients aged 18 years or older with A or B": where what is said of the persons begins; `end` where the list names
// others, or no alternatives follow.
uint32_t ClauseReader::persons_before_list(uint32_t begin, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  const uint32_t joint = find_top(begin, end, Part::Or);
  if (context_.section == Section::Exclusion || joint == end) return end;
  uint32_t at = begin;
  bool some = false;
  auto persons = [&](const Element& element) {
    return element.part == Part::Filler || element.code == GrammarCode::Whose || names_group(element) || (age_ && compared(element) == age_);
  };
  for (; at < joint && persons(elements[at]); ++at) some |= elements[at].part != Part::Filler && elements[at].code != GrammarCode::Whose;
  const bool joined = at > begin && elements[at - 1].part == Part::Filler;
  if (!some || !joined || at >= joint || is_connective(elements[at].part) || !has_content(at, joint)) return end;
  for (uint32_t i = at; i < end; ++i)
    if (names_group(elements[i]) || (age_ && compared(elements[i]) == age_) || elements[i].code == GrammarCode::Persons) return end;
  return at;
}

// "asthma, creatinine > 2 mg/dL", "A, B and C > 2": a list of what each excludes.
bool ClauseReader::commas_join(uint32_t begin, uint32_t end, const NodeList& children) const {
  const uint32_t comma = find_top(begin, end, Part::Comma);  // "does not speak English, deafness"
  if (find_top(comma, end, Part::Negation) < end) return false;
  if (comma < end && children.size() >= 3) return true;
  if (find_top(begin, end, Part::And) < end) return false;
  auto named = [](const Node& node) { return node.as<Has>() || node.as<Exposure>() || node.as<Comparison>() || node.as<Cases>(); };
  return (named(children.front()) || children.front().as<Not>()) && llvm::all_of(llvm::drop_begin(children), named);
}

// The word of an exception or a case that takes the list announced at `at`: "A, unless all of the following"; `at` when
// there is none.
uint32_t ClauseReader::word_of_list(uint32_t begin, uint32_t at) const {
  const std::vector<Element>& elements = buffers_.elements;
  for (uint32_t i = at; i-- > begin;) {
    const Element& element = elements[i];
    if (element.part == Part::Exception || element.part == Part::Guard) return i;
    const bool few = element.part == Part::Words && element.chunk_end - element.chunk_begin <= kFewWords;
    if (element.part != Part::Filler && element.part != Part::Attribute && !few) return at;
  }
  return at;
}

// "A, excluding B, within N": the time behind the last comma is that of A; so is "within N" behind an exception where A
// has no time. Where it begins; `end` when there is none.
uint32_t ClauseReader::time_of_whole(uint32_t begin, uint32_t at, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  uint32_t time = end;
  while (time > at && (elements[time - 1].part == Part::Time || elements[time - 1].part == Part::Filler)) --time;
  while (time < end && elements[time].part != Part::Time) ++time;
  if (time == end || time <= at + 1 || !has_content(at + 1, time) || !has_content(begin, at)) return end;
  if (elements[time - 1].part == Part::Comma) return time;
  const bool timed = std::any_of(elements.begin() + begin, elements.begin() + at, [](const Element& element) {
    return element.part == Part::Time || element.part == Part::Statement;
  });
  const Time& said = elements[time].node.attrs->time;
  const bool within = said.windows.size() == 1 && said.windows.front().distance.high && !said.windows.front().distance.low;
  const bool conditional = elements[at].code == GrammarCode::ExceptionUnless;
  return within && !timed && !conditional && !has_statement(at, time) && lists_alike(at, time) ? time : end;
}

// The examples or exceptions in (at, end) may share a time: one thing, drugs, or an exception's list that `or` closes.
bool ClauseReader::lists_alike(uint32_t at, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  uint32_t last_word = at, last_comma = at, things = 0, drugs = 0;
  bool said_of_last = false;
  for (uint32_t i = at + 1; i < end; ++i) {
    const Element& element = elements[i];
    if (element.part == Part::Open && element.match > i) i = element.match;
    if (element.part == Part::Comma) last_comma = i;
    if (element.part == Part::And || element.part == Part::Or) last_word = i;
    if (is_connective(element.part)) said_of_last = false;
    said_of_last |= element.part == Part::Attribute;
    if (element.part != Part::Entity) continue;
    ++things;
    drugs += element.node.as<Exposure>() != nullptr;
  }
  const bool exception = elements[at].part == Part::Exception;
  return things == 1 || drugs == things || (exception && !said_of_last && last_comma <= last_word);
}

}  // namespace critc
