#include "translator/rule/entry_reader.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLParser.h"

// LLVM's YAML parser gives nodes with their places; the schema is one table.
namespace tnp::translate {
namespace {

enum class Form : std::uint8_t { kScalar, kFlag, kList, kPairs, kMaps };

constexpr unsigned bit(EntryKind kind) {
  return 1u << static_cast<unsigned>(kind);
}
constexpr unsigned kAll = 0x1ff;
constexpr unsigned kFunc = bit(EntryKind::kFunction);
constexpr unsigned kName = bit(EntryKind::kName);
constexpr unsigned kNamed = kAll & ~bit(EntryKind::kInclude);
constexpr unsigned kPython = kNamed & ~bit(EntryKind::kCpp);
constexpr unsigned kValue = bit(EntryKind::kConstant) | bit(EntryKind::kDtype) |
                            bit(EntryKind::kClass) |
                            bit(EntryKind::kAttribute) |
                            bit(EntryKind::kModule);

constexpr std::string_view kPriority = "priority";

struct Key {
  std::string_view name;
  Form form;
  unsigned kinds;  // of entries that may have it
};

constexpr std::array kKeys{
    Key{"additional_translations", Form::kPairs, kFunc},
    Key{"aliases", Form::kList, kNamed},
    Key{"class", Form::kPairs, kFunc},
    Key{"creates", Form::kFlag, kFunc},
    Key{"defers", Form::kFlag, kFunc},
    Key{"differs", Form::kList, kNamed},
    Key{"differs_for", Form::kScalar, kFunc},
    Key{"dispatch", Form::kPairs, kFunc},
    Key{"examples", Form::kMaps, kPython},
    Key{"header", Form::kScalar, bit(EntryKind::kCpp)},
    Key{"hidden", Form::kFlag, kFunc},
    Key{"itself", Form::kScalar, kFunc},
    Key{"kind", Form::kScalar, bit(EntryKind::kCpp)},
    Key{"namedtuple", Form::kScalar, kFunc},
    Key{"np_compat", Form::kFlag, kFunc | kValue},
    Key{"ops", Form::kScalar, kFunc},
    Key{"package", Form::kScalar, kFunc | kValue | kName},
    Key{kPriority, Form::kScalar, kAll},
    Key{"promotion", Form::kScalar, kFunc},
    Key{"python", Form::kFlag, kFunc},
    Key{"reason", Form::kScalar, kFunc | kValue | kName},
    Key{"rejects", Form::kPairs, kFunc},
    Key{"removed", Form::kScalar, kNamed},
    Key{"result", Form::kPairs, kFunc | bit(EntryKind::kAttribute)},
    Key{"since", Form::kScalar, kNamed},
    Key{"source", Form::kScalar, kAll},
    Key{"summary", Form::kScalar, kNamed},
    Key{"tests", Form::kPairs, kFunc},
    Key{"to", Form::kScalar,
        kValue | kName | bit(EntryKind::kCpp) | bit(EntryKind::kInclude)},
    Key{"torch", Form::kScalar, kFunc},
    Key{"type", Form::kScalar,
        bit(EntryKind::kAttribute) | bit(EntryKind::kConstant)},
    Key{"unsupported", Form::kScalar, kNamed},
    Key{"variants", Form::kList, kFunc},
    Key{"xtensor", Form::kScalar, kFunc},
    Key{"xtensor_header", Form::kScalar, kFunc},
    Key{"zero_d", Form::kScalar, kFunc},
};

struct Opening {
  std::string_view name;
  EntryKind kind;
};

constexpr std::array kOpenings{
    Opening{"func", EntryKind::kFunction},
    Opening{"constant", EntryKind::kConstant},
    Opening{"dtype", EntryKind::kDtype},
    Opening{"class", EntryKind::kClass},
    Opening{"attribute", EntryKind::kAttribute},
    Opening{"module", EntryKind::kModule},
    Opening{"name", EntryKind::kName},
    Opening{"cpp", EntryKind::kCpp},
    Opening{"include", EntryKind::kInclude},
};

template <typename Table>
auto find_in(const Table& table, std::string_view name) {
  const auto found =
      std::find_if(table.begin(), table.end(),
                   [&](const auto& entry) { return entry.name == name; });
  return found == table.end() ? nullptr : &*found;
}

class EntryReader {
 public:
  EntryReader(const SourceFile& file, Diagnostics& diagnostics)
      : file_(file), diagnostics_(diagnostics) {
    manager_.setDiagHandler(
        [](const llvm::SMDiagnostic& error, void* self) {
          static_cast<EntryReader*>(self)->report_yaml(error);
        },
        this);
  }

  std::vector<Entry> read() {
    const std::string_view text = file_.text();
    llvm::yaml::Stream stream(llvm::StringRef(text.data(), text.size()),
                              manager_, /*ShowColors=*/false);
    const auto before = static_cast<std::ptrdiff_t>(diagnostics_.size());
    std::vector<Entry> entries;
    for (auto& document : stream) {
      read_document(document.getRoot(), entries);
      if (stream.failed()) break;
    }
    if (yaml_errors_.empty()) return entries;
    // What else was found comes from reading on behind the mistake.
    diagnostics_.erase(diagnostics_.begin() + before, diagnostics_.end());
    diagnostics_.insert(diagnostics_.end(), yaml_errors_.begin(),
                        yaml_errors_.end());
    return {};
  }

 private:
  void read_document(llvm::yaml::Node* root, std::vector<Entry>& entries) {
    // A file of comments alone has a null document.
    if (!root || llvm::isa<llvm::yaml::NullNode>(root)) return;
    auto* list = llvm::dyn_cast<llvm::yaml::SequenceNode>(root);
    if (!list) {
      report(offset_of(root),
             "a rule file is a list of entries, `- func: ...`");
      return;
    }
    for (llvm::yaml::Node& node : *list) {
      auto* mapping = llvm::dyn_cast<llvm::yaml::MappingNode>(&node);
      if (!mapping) {
        report(offset_of(&node), "an entry begins with a key such as `func:`");
        node.skip();
        continue;
      }
      if (auto entry = read_entry(*mapping))
        entries.push_back(std::move(*entry));
    }
  }

  std::optional<Entry> read_entry(llvm::yaml::MappingNode& mapping) {
    const std::size_t before = diagnostics_.size();
    Entry entry;
    bool is_open = false;
    bool is_priority = false;
    for (llvm::yaml::KeyValueNode& pair : mapping) {
      const auto key = read_scalar(pair.getKey());
      if (!key) {
        pair.skip();
        continue;
      }
      if (is_priority) {
        report(*key, "the `priority` of a file has no other keys");
      }
      if (is_open) {
        read_field(entry, *key, pair.getValue());
      } else if (key->value == kPriority) {
        is_priority = true;
        read_file_priority(*key, pair.getValue());
      } else {
        open(entry, *key, pair.getValue());
      }
      is_open = true;
    }
    if (is_priority || diagnostics_.size() != before) return std::nullopt;
    has_entries_ = true;
    if (file_priority_ && !entry.find(kPriority)) {
      entry.fields.push_back(*file_priority_);
    }
    return entry;
  }

  /// `- priority: 10` before all entries is that of each that states none.
  void read_file_priority(const Text& key, llvm::yaml::Node* value) {
    const auto text = read_scalar(value);
    if (has_entries_ || file_priority_) {
      report(key, "the `priority` of a file stands once, before all entries");
    }
    int number = 0;
    if (text && llvm::StringRef(text->value).getAsInteger(10, number)) {
      report(*text, "`priority` is a whole number");
    } else if (text) {
      file_priority_ = Field{key, *text, {}, {}, {}};
    }
  }

  void open(Entry& entry, const Text& key, llvm::yaml::Node* value) {
    const Opening* opening = find_in(kOpenings, key.value);
    if (!opening) {
      report(key, "an entry cannot begin with `" + key.value +
                      "`; expected `func`, `constant`, `dtype`, `class`, "
                      "`attribute`, `module`, `name`, `cpp` or `include`");
    } else {
      entry.kind = opening->kind;
    }
    if (const auto head = read_scalar(value)) entry.head = *head;
  }

  void read_field(Entry& entry, const Text& key, llvm::yaml::Node* value) {
    const Key* known = find_in(kKeys, key.value);
    if (!known) {
      report(key, "unknown key `" + key.value + "`");
      if (value) value->skip();
      return;
    }
    if (!(known->kinds & bit(entry.kind))) {
      report(key, "key `" + key.value + "` has no meaning in this entry");
    }
    if (entry.find(key.value)) report(key, "key `" + key.value + "` twice");
    Field field;
    field.key = key;
    switch (known->form) {
      case Form::kScalar:
        if (const auto text = read_scalar(value)) field.scalar = *text;
        break;
      case Form::kFlag:
        read_flag(field, value);
        break;
      case Form::kList:
        read_list(field, value);
        break;
      case Form::kPairs:
        field.pairs = read_pairs(field.key, value);
        break;
      case Form::kMaps:
        read_maps(field, value);
        break;
    }
    entry.fields.push_back(std::move(field));
  }

  void read_flag(Field& field, llvm::yaml::Node* value) {
    const auto text = read_scalar(value);
    if (!text) return;
    if (text->value != "True") {
      report(*text, "`" + field.key.value + "` is `True` or left out");
    }
    field.scalar = *text;
  }

  /// A YAML list, or as in native_functions.yaml names separated by commas; a
  /// `differs` line alone is one item, whatever is in it.
  void read_list(Field& field, llvm::yaml::Node* value) {
    if (auto* list = llvm::dyn_cast_or_null<llvm::yaml::SequenceNode>(value)) {
      for (llvm::yaml::Node& node : *list) {
        if (auto text = read_scalar(&node)) field.list.push_back(*text);
      }
      return;
    }
    const auto text = read_scalar(value);
    if (!text) return;
    if (field.key.value == "differs") {
      field.list.push_back(*text);
      return;
    }
    split_names(field, *text);
  }

  static void split_names(Field& field, const Text& text) {
    llvm::StringRef rest = text.value;
    while (!rest.empty()) {
      const auto [item, after] = rest.split(',');
      const llvm::StringRef name = item.trim();
      field.list.push_back(
          {name.str(), text.offset + (name.data() - text.value.data())});
      rest = after;
    }
  }

  /// A list of maps of names to texts.
  void read_maps(Field& field, llvm::yaml::Node* value) {
    auto* list = llvm::dyn_cast_or_null<llvm::yaml::SequenceNode>(value);
    if (!list) {
      report(field.key, "`" + field.key.value + "` is a list of maps");
      if (value) value->skip();
      return;
    }
    for (llvm::yaml::Node& node : *list) {
      field.maps.push_back(read_pairs(field.key, &node));
    }
  }

  std::vector<std::pair<Text, Text>> read_pairs(const Text& owner,
                                                llvm::yaml::Node* value) {
    std::vector<std::pair<Text, Text>> pairs;
    auto* mapping = llvm::dyn_cast_or_null<llvm::yaml::MappingNode>(value);
    if (!mapping) {
      report(owner, "`" + owner.value + "` maps names to values");
      if (value) value->skip();
      return pairs;
    }
    for (llvm::yaml::KeyValueNode& pair : *mapping) {
      const auto key = read_scalar(pair.getKey());
      const auto text = key ? read_scalar(pair.getValue()) : std::nullopt;
      if (!key || !text) continue;
      for (const auto& [name, value] : pairs) {
        if (name.value == key->value)
          report(*key, "`" + name.value + "` twice");
      }
      pairs.emplace_back(*key, *text);
    }
    return pairs;
  }

  std::optional<Text> read_scalar(llvm::yaml::Node* node) {
    if (auto* scalar = llvm::dyn_cast_or_null<llvm::yaml::ScalarNode>(node)) {
      llvm::SmallString<64> storage;
      return Text{scalar->getValue(storage).trim().str(), offset_of(node)};
    }
    if (auto* block =
            llvm::dyn_cast_or_null<llvm::yaml::BlockScalarNode>(node)) {
      return Text{block->getValue().trim().str(), offset_of(node)};
    }
    report(node ? offset_of(node) : 0, "expected text");
    if (node) node->skip();
    return std::nullopt;
  }

  std::size_t offset_of(llvm::yaml::Node* node) const {
    const char* place = node->getSourceRange().Start.getPointer();
    const std::string_view text = file_.text();
    if (place < text.data() || place > text.data() + text.size()) return 0;
    return place - text.data();
  }

  void report(const Text& text, std::string message) {
    diagnostics_.push_back(
        diagnose(Severity::kError, Slug::kInvalidRule, file_, text.offset,
                 text.offset + text.value.size(), std::move(message)));
  }
  void report(std::size_t offset, std::string message) {
    report(Text{"", offset}, std::move(message));
  }

  void report_yaml(const llvm::SMDiagnostic& error) {
    const char* place = error.getLoc().getPointer();
    const std::string_view text = file_.text();
    const std::size_t offset =
        place ? std::min<std::size_t>(place - text.data(), text.size()) : 0;
    yaml_errors_.push_back(diagnose(Severity::kError, Slug::kInvalidRule, file_,
                                    offset, offset,
                                    "not YAML: " + error.getMessage().str()));
  }

  const SourceFile& file_;
  Diagnostics& diagnostics_;
  Diagnostics yaml_errors_;
  std::optional<Field> file_priority_;
  bool has_entries_ = false;
  llvm::SourceMgr manager_;
};

}  // namespace

std::vector<Entry> read_entries(const SourceFile& file,
                                Diagnostics& diagnostics) {
  return EntryReader(file, diagnostics).read();
}

}  // namespace tnp::translate
