/// The reference page: what the rule table says of each name, for readers.
///
/// One structure, written as Markdown (a file per topic and an index) and as
/// one HTML file. Texts of rows are Markdown of three forms: plain words,
/// `code`, and [words](link).
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "tools/rulegen/emit.h"
#include "translator/diagnostics/diagnostic.h"
#include "translator/source/source_file.h"

namespace tnp::translate {

/// How far an entry's results were from NumPy's in comparison tests.
struct Measurement {
  double ulp = 0;  // the greatest difference, in units of the last place
  std::int64_t cases = 0;
};

/// By qualified name: `numpy.linalg.norm`.
using Measurements = std::map<std::string, Measurement, std::less<>>;

/// Reads `{"numpy.clip": {"ulp": 0.5, "cases": 120}, ...}`.
Measurements load_measurements(const SourceFile& file,
                               Diagnostics& diagnostics);

struct ReferenceRow {
  std::string label;
  std::vector<std::string> lines;
};

struct ReferenceExample {
  std::string title;
  std::string language;  // as Markdown names it
  std::string code;
};

/// One name.
struct ReferenceSection {
  std::string anchor;  // unique on the page
  std::string name;    // `numpy.clip`, `xt::view`
  std::string kind;    // `function and method`, `class`
  std::string signature;
  std::string summary;
  bool is_unsupported = false;
  std::vector<ReferenceExample> examples;
  std::vector<ReferenceRow> rows;
};

struct ReferenceTopic {
  std::string file;   // `linalg`, `xtensor_linalg`: without a suffix
  std::string title;  // `Linalg`, `xtensor: linalg`
  std::vector<ReferenceSection> sections;
  bool is_paged = false;  // in Markdown, a file for each section
};

/// The topics by title, those of xtensor last, without hidden entries.
std::vector<ReferenceTopic> make_reference(std::span<const Topic> topics,
                                           const Measurements& measurements);

/// The kinds of diagnostics, from their registry.
ReferenceTopic make_diagnostics_reference();

std::string reference_markdown(const ReferenceTopic& topic);
/// The page of one section, in the folder of its topic.
std::string reference_page(const ReferenceSection& section);
std::string reference_index(std::span<const ReferenceTopic> topics);

/// The whole page, which needs nothing beside it.
std::string reference_html(std::span<const ReferenceTopic> topics);

}  // namespace tnp::translate
