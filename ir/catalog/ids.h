// Ids that stand for strings and rows. 0 always means "none"; ids with kLocalBit belong to the
// posting's own pool, all others to the catalogue image.
#pragma once

#include <cstdint>

namespace critc {

using WordId = uint32_t;        // a folded word or a sign, key of the tries
using PhraseId = uint32_t;      // a spelling: words in sequence, with all its senses
using ConceptId = uint32_t;     // lab:platelets, drug:prednisone, comparator:ge, ...
using UnitId = uint32_t;        // a UCUM code
using ConversionId = uint32_t;  // how a canonical value was derived; see conversion kinds in catalog.h
using KindSet = uint32_t;       // ConceptKinds as bits
using CohortId = uint16_t;      // 0: the whole posting; else 1-based index into Document::cohorts

constexpr uint32_t kLocalBit = 0x80000000u;

}  // namespace critc
