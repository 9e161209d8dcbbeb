/// What a rule file says, before anything of it is known to be true.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tnp::translate {

/// A piece of a rule file and where it begins there.
struct Text {
  std::string value;
  std::size_t offset = 0;
};

/// The key that opens an entry says what it names.
enum class EntryKind : std::uint8_t {
  kFunction,
  kConstant,
  kDtype,
  kClass,
  kAttribute,
  kModule,
  kName,
  kCpp,
  kInclude,
};

struct Field {
  Text key;
  Text scalar;                               // of `key: text`
  std::vector<Text> list;                    // of `key: [a, b]`, `key: a, b`
  std::vector<std::pair<Text, Text>> pairs;  // of `key: {a: b}`
  std::vector<std::vector<std::pair<Text, Text>>> maps;  // of `key: [{a: b}]`
};

struct Entry {
  EntryKind kind = EntryKind::kFunction;
  Text head;  // the value of the opening key
  std::vector<Field> fields;

  const Field* find(std::string_view key) const {
    for (const Field& field : fields) {
      if (field.key.value == key) return &field;
    }
    return nullptr;
  }
};

}  // namespace tnp::translate
