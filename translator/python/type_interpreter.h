/// Runs a Python text over types instead of values. Private to type inference.
///
/// A *frame* is what runs as one: the module or a function, with the classes
/// and comprehensions in it; functions, lambdas and generators in it are frames
/// of their own, run once the enclosing one is done, and see its variables as
/// whatever they hold at any time.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallVector.h"
#include "translator/python/syntax_kind.h"
#include "translator/python/type_environment.h"
#include "translator/python/type_inference.h"
#include "translator/types/result_type.h"

namespace tnp::translate {

class TypeInterpreter {
 public:
  TypeInterpreter(const SyntaxTree& tree, const Names& names,
                  const Variables& variables, const BindingFinder& bindings,
                  const RuleTable& rules, LibraryName library,
                  bool with_bound_names);
  ~TypeInterpreter();
  TypeInterpreter(const TypeInterpreter&) = delete;
  TypeInterpreter& operator=(const TypeInterpreter&) = delete;

  InferredTypes run();

 private:
  struct Frame {
    std::uint32_t scope = 0;
    TypeEnvironment environment;
    /// Of each `try` and loop around this point, whatever was bound since.
    std::vector<TypeEnvironment*> watchers;
    ValueType result;  // of every `return`
    bool has_result = false;
    bool has_yield = false;
  };

  /// Statements and expressions nested more deeply are not looked into.
  static constexpr std::uint32_t kMaxDepth = 400;

  enum class Progress : std::uint8_t { kNew, kRunning, kDone };

  struct Function {
    TSNode node{};
    bool is_plain = false;  // not decorated, not a coroutine
    Progress progress = Progress::kNew;
    ValueType result;
  };

  struct Child {
    TSNode node;
    TSFieldId field;
  };

  // ---- type_interpreter.cpp: frames and statements.
  void run_all();
  bool find_unseen();
  void run_frame(TSNode node, Frame& frame);
  void defer(TSNode node);
  void bind_parameters(TSNode parameters);
  ValueType parameter_type(TSNode parameter);
  ValueType annotated(TSNode node);
  ValueType function_result(std::uint32_t variable);
  static void add_result(Frame& frame, const ValueType& type);

  void execute(TSNode node);
  void execute_block(TSNode block);
  void execute_function(TSNode node, bool is_plain);
  void execute_class(TSNode node);
  void execute_decorated(TSNode node);
  ValueType execute_assignment(TSNode node);
  void execute_augmented(TSNode node);
  void execute_if(TSNode node);
  void execute_loop(TSNode node);
  void execute_try(TSNode node);
  void execute_with(TSNode node);
  void execute_match(TSNode node);
  void execute_return(TSNode node);
  void execute_delete(TSNode node);
  /// What a condition proves where it holds; `undo` takes what was known.
  using Narrowed = std::vector<std::pair<std::uint32_t, ValueType>>;
  void narrow(TSNode condition, Narrowed* undo = nullptr);
  void widen(const Narrowed& narrowed);

  void assign(TSNode target, const ValueType& type);
  void assign_unknown(TSNode node);
  void mark_seen(TSNode node);
  void bind(std::uint32_t place, const ValueType& value);

  // ---- expression_types.cpp: expressions.
  using Arguments = std::vector<TypedArgument>;
  ValueType evaluate(TSNode node);
  ValueType evaluate_here(TSNode node);
  void evaluate_children(TSNode node);
  ValueType evaluate_postfix(TSNode node);
  ValueType evaluate_chain(std::uint32_t index, TSNode call);
  ValueType library_value(std::uint32_t chain, const Arguments* arguments);
  void note_differences(const Rule& rule, const Arguments& arguments,
                        std::uint32_t place);
  ValueType member_type(const ValueType& value, ByteRange name, TSNode call);
  ValueType element_type(const ValueType& value, TSNode subscript);
  Arguments evaluate_arguments(TSNode list);
  ValueType evaluate_binary(TSNode node);
  ValueType evaluate_comparison(TSNode node);
  ValueType evaluate_boolean(TSNode node);
  ValueType evaluate_conditional(TSNode node);
  ValueType evaluate_sequence(TSNode node);
  ValueType evaluate_generator(TSNode node);
  ValueType evaluate_comprehension(TSNode node, const ValueType* first);
  ValueType evaluate_walrus(TSNode node);

  // ---- type_names.cpp: what names mean.
  std::uint32_t scope_of(TSNode node) const;
  std::uint32_t frame_scope(std::uint32_t scope) const;
  std::uint32_t chain_at(TSNode node) const;
  std::uint32_t variable_of(std::uint32_t chain) const;
  std::uint32_t variable_bound_at(TSNode identifier) const;
  bool is_followed(std::uint32_t variable) const;
  ValueType variable_type(std::uint32_t variable);
  bool is_builtin(TSNode identifier, std::string_view name) const;
  std::string_view builtin_name(TSNode identifier) const;
  const Rule* rule_of(std::uint32_t chain);
  using Children = llvm::SmallVector<Child, 8>;
  Children children(TSNode node);

  SyntaxKind kind(TSNode node) const { return grammar_.kind(node); }
  TSNode field(TSNode node, TSFieldId id) const {
    return child_by_field(node, id);
  }
  std::string_view text(TSNode node) const {
    return text_of(text_, range_of(node));
  }
  /// The place of the last identifier of a chain.
  static std::uint32_t last_part(TSNode chain) {
    return chain_parts(chain).back().begin;
  }
  template <typename Function>
  void for_each_assignment(TSNode node, Function function) {
    const auto begin_of = [&](std::uint32_t a) {
      return names_.assignments[a].begin;
    };
    auto next = std::ranges::lower_bound(
        assignments_in_order_, ts_node_start_byte(node), {}, begin_of);
    for (; next != assignments_in_order_.end() &&
           begin_of(*next) < ts_node_end_byte(node);
         ++next) {
      function(*next);
    }
  }

  const Grammar& grammar_ = Grammar::get();
  const SyntaxFields& fields_ = grammar_.fields();
  std::string_view text_;
  TSNode root_;
  const Names& names_;
  const Variables& variables_;
  const BindingFinder& bindings_;
  const RuleTable& rules_;
  LibraryName library_;
  bool with_bound_names_;
  TSTreeCursor cursor_;

  llvm::DenseMap<const void*, std::uint32_t> chain_of_;  // by node
  llvm::DenseMap<const void*, std::uint32_t> scope_of_;  // by node
  /// By the place of each bound name: its assignment.
  llvm::DenseMap<std::uint32_t, std::uint32_t> assignment_at_;
  std::vector<std::uint32_t> assignments_in_order_;
  std::vector<std::uint32_t> variable_of_assignment_;

  Frame* frame_ = nullptr;
  bool is_preliminary_ = false;  // what is run is run again later
  bool read_unbound_ = false;    // a variable that no path had bound
  /// Of each variable, whatever it was bound to.
  llvm::DenseMap<std::uint32_t, ValueType> summaries_;
  llvm::DenseMap<std::uint32_t, const Rule*> rule_of_;  // by chain
  llvm::DenseSet<std::uint32_t> finished_frames_;
  llvm::DenseSet<std::uint32_t> unfollowed_;           // variables
  llvm::DenseSet<std::uint32_t> seen_;                 // assignments
  llvm::DenseMap<std::uint32_t, Function> functions_;  // by variable
  std::vector<TSNode> deferred_;
  llvm::DenseSet<const void*> is_deferred_;
  /// What a generator iterates over, by node.
  llvm::DenseMap<const void*, ValueType> generator_elements_;
  std::uint32_t depth_ = 0;
  InferredTypes result_;
};

}  // namespace tnp::translate
