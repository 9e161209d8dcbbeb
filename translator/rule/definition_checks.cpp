#include <algorithm>
#include <set>

#include "translator/rule/definition.h"
#include "translator/rule/entry_reader.h"

// What one entry alone cannot tell: order, duplicates, and which entries
// without a stated way of working are kernels and which ATen operators.
namespace tnp::translate {
namespace {

void report(const Definition& definition, const SourceFile& file,
            const Entry& entry, std::string message, Diagnostics& diagnostics) {
  diagnostics.push_back(
      diagnose(Severity::kError, Slug::kInvalidRule, file, entry.head.offset,
               entry.head.offset + definition.name.size(), std::move(message)));
}

/// Where each definition comes from, for messages about several.
struct Origin {
  const SourceFile* file;
  Entry entry;
};

void check_sorted(const std::vector<Definition>& definitions,
                  const std::vector<Origin>& origins,
                  Diagnostics& diagnostics) {
  for (std::size_t i = 1; i < definitions.size(); ++i) {
    if (origins[i].file != origins[i - 1].file) continue;
    if (definitions[i].name < definitions[i - 1].name) {
      report(definitions[i], *origins[i].file, origins[i].entry,
             "`" + definitions[i].name + "` is not sorted: it comes after `" +
                 definitions[i - 1].name + "`",
             diagnostics);
    }
  }
}

void check_duplicates(const std::vector<Definition>& definitions,
                      const std::vector<Origin>& origins, bool is_builtin,
                      Diagnostics& diagnostics) {
  const std::string advice =
      is_builtin ? "" : "; give one of them a `priority`";
  // Of two entries with different priorities one wins.
  std::set<std::pair<int, std::string>> seen;
  for (std::size_t i = 0; i < definitions.size(); ++i) {
    const Definition& definition = definitions[i];
    // A kernel and its public function share a name and are not duplicates.
    std::vector<std::string> names;
    const std::string prefix = definition.is_hidden ? "hidden " : "";
    names.push_back(prefix + definition.qualified_name());
    if (definition.is_function && definition.is_method) {
      names.push_back("numpy.ndarray." + definition.name);
    }
    for (const std::string& alias : definition.aliases) {
      const std::string name = definition.qualified_name();
      names.push_back(name.substr(0, name.size() - definition.name.size()) +
                      alias);
    }
    for (const std::string& name : names) {
      if (seen.emplace(definition.priority, name).second) continue;
      report(definition, *origins[i].file, origins[i].entry,
             "`" + name + "` has an entry already" + advice, diagnostics);
    }
  }
}

bool has_kernel(const std::vector<Definition>& definitions,
                const std::string& name) {
  return std::any_of(definitions.begin(), definitions.end(),
                     [&](const Definition& definition) {
                       return definition.is_hidden && definition.name == name;
                     });
}

/// Decides the way of working of a function that states none: the kernel of its
/// name, else the ATen operator of its name.
void decide_work(Definition& definition, const Origin& origin,
                 const std::vector<Definition>& definitions,
                 const LoadOptions& options, Diagnostics& diagnostics) {
  if (definition.kind != EntryKind::kFunction ||
      definition.work != WorkKind::kNone || definition.name.empty()) {
    return;
  }
  if (definition.is_ufunc) {
    definition.work = WorkKind::kComposition;
    return;
  }
  if (!definition.is_hidden && has_kernel(definitions, definition.name)) {
    definition.work = WorkKind::kKernel;
    definition.implementation = definition.name;
    return;
  }
  definition.work = WorkKind::kAten;
  definition.mapping.name = definition.name;
  if (options.operators && !options.operators->has(definition.name)) {
    report(definition, *origin.file, origin.entry,
           "the installed torch has no operator `" + definition.name +
               "`; say how the entry works: `torch`, `ops`, `dispatch` or "
               "`unsupported`",
           diagnostics);
  }
}

/// `torch: clamp` alone passes every parameter under its translated name.
void complete_mapping(Definition& definition, const Origin& origin,
                      const LoadOptions& options, Diagnostics& diagnostics) {
  if (definition.work != WorkKind::kAten ||
      definition.mapping.lists_arguments) {
    return;
  }
  for (const SignatureParam& param : definition.signature.params) {
    if (param.name == "out" || param.name == "dtype" ||
        !definition.reject(param.name).empty()) {
      continue;
    }
    const std::string name(definition.new_name(param.name));
    definition.mapping.arguments.push_back({name, param.name, 0});
    const auto* operators = options.operators;
    if (operators && operators->has(definition.mapping.name) &&
        !operators->has_argument(definition.mapping.name, name)) {
      report(definition, *origin.file, origin.entry,
             "operator `" + definition.mapping.name + "` has no argument `" +
                 name + "`; map `" + param.name + "` in `torch:`",
             diagnostics);
    }
  }
  definition.mapping.lists_arguments = true;
}

}  // namespace

std::vector<Definition> load_definitions(std::span<const SourceFile> files,
                                         const LoadOptions& options,
                                         Diagnostics& diagnostics) {
  std::vector<Definition> definitions;
  std::vector<Origin> origins;
  for (const SourceFile& file : files) {
    for (Entry& entry : read_entries(file, diagnostics)) {
      definitions.push_back(define(entry, file, options, diagnostics));
      origins.push_back({&file, std::move(entry)});
    }
  }
  if (options.is_builtin) check_sorted(definitions, origins, diagnostics);
  check_duplicates(definitions, origins, options.is_builtin, diagnostics);
  for (std::size_t i = 0; i < definitions.size(); ++i) {
    decide_work(definitions[i], origins[i], definitions, options, diagnostics);
    complete_mapping(definitions[i], origins[i], options, diagnostics);
  }
  return definitions;
}

}  // namespace tnp::translate
