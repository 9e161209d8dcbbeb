/// What the variables of a function hold at one point of it.
#pragma once

#include <cstdint>
#include <vector>

#include "llvm/ADT/DenseMap.h"
#include "translator/types/value_type.h"

namespace tnp::translate {

/// A variable that is absent was not bound on any path that leads here.
class TypeEnvironment {
 public:
  const ValueType* find(std::uint32_t variable) const {
    const auto entry = values_.find(variable);
    return entry == values_.end() ? nullptr : &entry->second;
  }
  void set(std::uint32_t variable, ValueType type) {
    values_.insert_or_assign(variable, std::move(type));
  }
  void erase(std::uint32_t variable) { values_.erase(variable); }

  /// No path leads here: after a return.
  bool is_dead() const { return is_dead_; }
  void kill() { is_dead_ = true; }

  /// What holds whichever way this point is reached; whether that is news.
  bool join_with(const TypeEnvironment& other) {
    if (other.is_dead_) return false;
    if (is_dead_) {
      *this = other;
      return true;
    }
    bool changed = false;
    for (const auto& [variable, type] : other.values_) {
      changed |= add(variable, type);
    }
    return changed;
  }

  /// The variable may hold `type` as well; whether that is news.
  bool add(std::uint32_t variable, const ValueType& type) {
    const auto [entry, added] = values_.try_emplace(variable, type);
    return added || join(entry->second, type);
  }

  struct Growth {
    bool changed = false;  // of a variable that was bound here
    bool added = false;    // a variable that was not
  };

  /// Whatever `watcher` saw may hold as well.
  Growth add_all(const TypeEnvironment& watcher) {
    Growth growth;
    for (const auto& [variable, type] : watcher.values_) {
      const auto [entry, added] = values_.try_emplace(variable, type);
      growth.added |= added;
      if (!added) growth.changed |= join(entry->second, type);
    }
    return growth;
  }

  /// Nothing is known of what `watcher` saw.
  void forget(const TypeEnvironment& watcher) {
    for (const auto& entry : watcher.values_) set(entry.first, ValueType());
  }

 private:
  llvm::DenseMap<std::uint32_t, ValueType> values_;
  bool is_dead_ = false;
};

}  // namespace tnp::translate
