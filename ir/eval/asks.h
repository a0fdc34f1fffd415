// What the leaves of a criterion tree ask of a patient's record; used by build_rules.
#pragma once

#include "ir/eval/rule.h"

namespace critc {

// Turns subjects, bounds and times of one document into the runtime's terms.
class AskBuilder {
 public:
  AskBuilder(const Document& document, const Catalog& catalog) : document_(document), catalog_(catalog) {}

  Rule comparison(const Comparison& comparison, const Attrs* attrs) const;
  Rule finding(const Has& has, const Attrs* attrs) const;
  Rule exposure(const Exposure& exposure, const Attrs* attrs) const;
  Rule population(const Population& population) const;
  critc_runtime::Interval interval(const Bounds& bounds) const;

 private:
  critc_runtime::Subjects subjects(const Subject& subject) const;
  std::string unit(const Bounds& bounds) const;
  critc_runtime::Interval in_days(const Bounds& bounds) const;
  void add_time(const Time& time, critc_runtime::Asks& asks) const;
  void add_attrs(const Attrs* attrs, critc_runtime::Asks& asks) const;
  Rule age(const Bounds& bounds) const;
  std::string sex_asked(const Has& has, const Attrs* attrs) const;

  const Document& document_;
  const Catalog& catalog_;
};

}  // namespace critc
