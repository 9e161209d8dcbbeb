// The file: a header, an index sorted by key, the results one after another.
// The header has a checksum of the index, the index one of each result.
#include "translator/driver/result_cache.h"

#include <algorithm>
#include <chrono>
#include <cstring>
#include <utility>

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/BLAKE3.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/xxhash.h"
#include "translator/output/writer.h"

namespace tnp::translate {
namespace {

namespace fs = llvm::sys::fs;
using llvm::support::ulittle32_t;
using llvm::support::ulittle64_t;
using Hasher = llvm::TruncatedBLAKE3<ResultCache::kDigestSize>;

// Changes with the layout of the file; that of a result changes with the tool.
constexpr std::string_view kMagic = "tnp cache 1\n";

constexpr std::size_t kKeptUnused = std::size_t{64} << 20;

constexpr std::string_view kIgnoreText = "# Made by tnp-translate.\n*\n";
constexpr std::string_view kTagText =
    "Signature: 8a477f597d28d172789f06886806bc55\n"
    "# This folder is a cache of tnp-translate. It can be deleted.\n"
    "# See https://bford.info/cachedir/\n";

std::uint32_t current_day() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return static_cast<std::uint32_t>(
      std::chrono::floor<std::chrono::days>(now).count());
}

std::string_view view_of(const void* data, std::size_t size) {
  return {static_cast<const char*>(data), size};
}

std::error_code write_if_missing(const std::string& path,
                                 std::string_view text) {
  return fs::exists(path) ? std::error_code() : write_file(path, text);
}

}  // namespace

struct ResultCache::Header {
  std::array<char, kMagic.size()> magic;
  Digest tool;
  ulittle32_t count;
  ulittle64_t index_checksum;
};

struct ResultCache::Entry {
  Digest key;
  ulittle64_t offset;
  ulittle32_t size;
  ulittle32_t day;  // of the last use
  ulittle64_t checksum;
};

ResultCache::ResultCache(std::string folder, const Digest& tool,
                         std::string settings)
    : folder_(std::move(folder)),
      tool_(tool),
      settings_(std::move(settings)),
      today_(current_day()) {
  read();
  is_used_.resize(entries().size());
}

void ResultCache::read() {
  // Not mapped: somebody may cut the file short.
  auto file = llvm::MemoryBuffer::getFile(folder_ + "/results",
                                          /*IsText=*/false,
                                          /*RequiresNullTerminator=*/false,
                                          /*IsVolatile=*/true);
  if (!file || (*file)->getBufferSize() < sizeof(Header)) return;
  file_ = std::move(*file);
  const auto& header =
      *reinterpret_cast<const Header*>(file_->getBufferStart());
  const std::size_t rest = file_->getBufferSize() - sizeof(Header);
  const bool is_valid =
      view_of(header.magic.data(), kMagic.size()) == kMagic &&
      header.tool == tool_ && header.count <= rest / sizeof(Entry) &&
      header.index_checksum ==
          llvm::xxh3_64bits(view_of(&header + 1, header.count * sizeof(Entry)));
  if (!is_valid) file_.reset();
}

std::span<const ResultCache::Entry> ResultCache::entries() const {
  if (!file_) return {};
  const auto* header = reinterpret_cast<const Header*>(file_->getBufferStart());
  return {reinterpret_cast<const Entry*>(header + 1), header->count};
}

std::optional<std::string_view> ResultCache::bytes_of(
    const Entry& entry) const {
  const std::string_view file = file_->getBuffer();
  if (entry.offset > file.size() || entry.size > file.size() - entry.offset) {
    return std::nullopt;
  }
  const std::string_view bytes = file.substr(entry.offset, entry.size);
  if (llvm::xxh3_64bits(bytes) != entry.checksum) return std::nullopt;
  return bytes;
}

ResultCache::Digest ResultCache::key_of(std::string_view text) const {
  Hasher hasher;
  hasher.update(settings_);
  // Settings and text cannot run into each other.
  const ulittle64_t size(settings_.size());
  hasher.update(view_of(&size, sizeof size));
  hasher.update(text);
  return hasher.final();
}

std::optional<std::string_view> ResultCache::find(const Digest& key) {
  const auto all = entries();
  const auto found = std::ranges::lower_bound(all, key, {}, &Entry::key);
  if (found == all.end() || found->key != key) return std::nullopt;
  const auto bytes = bytes_of(*found);
  if (!bytes) return std::nullopt;
  const std::scoped_lock lock(mutex_);
  is_used_[static_cast<std::size_t>(found - all.begin())] = true;
  is_stale_ = is_stale_ || found->day != today_;
  return bytes;
}

void ResultCache::add(const Digest& key, std::string bytes) {
  const std::scoped_lock lock(mutex_);
  added_.insert_or_assign(key, std::move(bytes));
}

std::map<ResultCache::Digest, ResultCache::Item> ResultCache::items() const {
  std::map<Digest, Item> result;
  for (const auto& [key, bytes] : added_) result[key] = {bytes, today_};
  std::vector<const Entry*> unused;
  for (std::size_t i = 0; const Entry& entry : entries()) {
    if (!is_used_[i++]) {
      unused.push_back(&entry);
    } else if (const auto bytes = bytes_of(entry)) {
      result.try_emplace(entry.key, Item{*bytes, today_});
    }
  }
  std::ranges::stable_sort(
      unused, [](const Entry* a, const Entry* b) { return a->day > b->day; });
  std::size_t kept = 0;
  for (const Entry* entry : unused) {
    const auto bytes = bytes_of(*entry);
    if (!bytes) continue;
    kept += bytes->size();
    if (kept > kKeptUnused) break;
    result.try_emplace(entry->key, Item{*bytes, entry->day});
  }
  return result;
}

std::error_code ResultCache::save() const {
  if (added_.empty() && !is_stale_) return {};
  const std::map<Digest, Item> kept = items();
  std::vector<Entry> index;
  std::string results;
  std::uint64_t offset = sizeof(Header) + kept.size() * sizeof(Entry);
  for (const auto& [key, item] : kept) {
    index.push_back({key, ulittle64_t(offset + results.size()),
                     ulittle32_t(static_cast<std::uint32_t>(item.bytes.size())),
                     ulittle32_t(item.day),
                     ulittle64_t(llvm::xxh3_64bits(item.bytes))});
    results += item.bytes;
  }
  const std::string_view index_bytes =
      view_of(index.data(), index.size() * sizeof(Entry));
  Header header{{},
                tool_,
                ulittle32_t(static_cast<std::uint32_t>(index.size())),
                ulittle64_t(llvm::xxh3_64bits(index_bytes))};
  std::ranges::copy(kMagic, header.magic.begin());
  std::string text(view_of(&header, sizeof header));
  text += index_bytes;
  text += results;
  if (auto error = fs::create_directories(folder_, /*IgnoreExisting=*/true,
                                          fs::perms::all_all)) {
    return error;
  }
  if (auto error = write_if_missing(folder_ + "/.gitignore", kIgnoreText)) {
    return error;
  }
  if (auto error = write_if_missing(folder_ + "/CACHEDIR.TAG", kTagText)) {
    return error;
  }
  return write_file(folder_ + "/results", text);
}

std::optional<ResultCache::Digest> program_digest() {
  static int here;
  const std::string path = fs::getMainExecutable(nullptr, &here);
  const auto file = llvm::MemoryBuffer::getFile(
      path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!file) return std::nullopt;
  // Nobody forges it, and it is read in every run.
  const llvm::XXH128_hash_t hash =
      llvm::xxh3_128bits(llvm::arrayRefFromStringRef((*file)->getBuffer()));
  ResultCache::Digest digest;
  llvm::support::endian::write64le(digest.data(), hash.low64);
  llvm::support::endian::write64le(digest.data() + 8, hash.high64);
  return digest;
}

}  // namespace tnp::translate
