/// Results of earlier runs over a code base, found by the contents of a file
/// and all else that they depend on; never by names or times.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "llvm/Support/MemoryBuffer.h"

namespace tnp::translate {

/// The file `results` in a folder, which is read when the cache is made and
/// replaced as a whole when it is saved, so that runs at the same time do not
/// disturb each other: the last one wins. What is damaged, or was written by
/// another build of the tool, is not found. Threads can share a cache.
class ResultCache {
 public:
  static constexpr std::size_t kDigestSize = 16;
  using Digest = std::array<std::uint8_t, kDigestSize>;

  /// Opens the cache in `folder`, which need not exist. `tool` is the build of
  /// the tool, `settings` what a result depends on besides it and the text.
  ResultCache(std::string folder, const Digest& tool, std::string settings);

  Digest key_of(std::string_view text) const;

  /// What was added for `key`; valid as long as the cache.
  std::optional<std::string_view> find(const Digest& key);

  void add(const Digest& key, std::string bytes);

  /// Writes what is new, if anything is. What this run did not use is kept up
  /// to a limit, the most recently used first.
  std::error_code save() const;

 private:
  struct Header;
  struct Entry;
  struct Item {
    std::string_view bytes;
    std::uint32_t day;
  };

  std::span<const Entry> entries() const;
  std::optional<std::string_view> bytes_of(const Entry& entry) const;
  std::map<Digest, Item> items() const;
  void read();

  std::string folder_;
  Digest tool_;
  std::string settings_;
  std::uint32_t today_;
  std::unique_ptr<llvm::MemoryBuffer> file_;  // null: there is no valid one
  std::mutex mutex_;                          // for what follows
  std::vector<bool> is_used_;                 // each entry of the file
  std::map<Digest, std::string> added_;
  bool is_stale_ = false;
};

/// The digest of the running program; nothing where it cannot be read.
std::optional<ResultCache::Digest> program_digest();

}  // namespace tnp::translate
