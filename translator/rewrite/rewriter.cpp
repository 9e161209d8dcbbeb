#include "translator/rewrite/rewriter.h"

#include <algorithm>
#include <span>
#include <string>

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include "translator/rewrite/device_rewriter.h"
#include "translator/rewrite/import_rewriter.h"

namespace tnp::translate {
namespace {

using Components = llvm::SmallVector<llvm::StringRef, 4>;

Components split(llvm::StringRef name) {
  Components result;
  name.split(result, '.');
  return result;
}

std::string join(llvm::ArrayRef<llvm::StringRef> components) {
  std::string result;
  for (const llvm::StringRef component : components) {
    if (!result.empty()) result += '.';
    result += component;
  }
  return result;
}

class ReferenceRewriter {
 public:
  ReferenceRewriter(const Resolution& resolution, const Plan& plan,
                    std::string_view text, std::vector<Edit>& edits)
      : resolution_(resolution), plan_(plan), text_(text), edits_(edits) {}

  void rewrite(const Reference& reference, const RuleMatch& match,
               bool in_full);

 private:
  void replace(ByteRange range, std::string text) {
    edits_.push_back({range, std::move(text)});
  }
  void spell(std::span<const ByteRange> parts,
             llvm::ArrayRef<llvm::StringRef> names);
  void rename_member(const Reference& reference, const RuleMatch& match);
  void rename_through_binding(const Reference& reference,
                              const RuleMatch& match, bool in_full);

  std::string opposite(std::string name, std::uint32_t end) const;

  const Resolution& resolution_;
  const Plan& plan_;
  std::string_view text_;
  std::vector<Edit>& edits_;
};

void ReferenceRewriter::rewrite(const Reference& reference,
                                const RuleMatch& match, bool in_full) {
  for (const KeywordRename& rename : match.renames) {
    replace(rename.name, std::string(rename.new_name));
  }
  if (reference.is_member()) return rename_member(reference, match);
  rename_through_binding(reference, match, in_full);
}

// One name for one part keeps what stands between the parts; other numbers of
// names replace the whole.
void ReferenceRewriter::spell(std::span<const ByteRange> parts,
                              llvm::ArrayRef<llvm::StringRef> names) {
  if (parts.empty()) return;
  if (parts.size() == names.size()) {
    for (std::size_t i = 0; i < parts.size(); ++i) {
      replace(parts[i], names[i].str());
    }
    return;
  }
  replace({parts.front().begin, parts.back().end}, join(names));
}

void ReferenceRewriter::rename_member(const Reference& reference,
                                      const RuleMatch& match) {
  replace(reference.parts.front(), split(match.target).back().str());
}

void ReferenceRewriter::rename_through_binding(const Reference& reference,
                                               const RuleMatch& match,
                                               bool in_full) {
  const Binding& binding = resolution_.bindings[reference.binding];
  const Components source = split(binding.target);
  Components target = split(match.target);
  const std::size_t bound = source.size();
  const bool is_star = binding.kind == BindingKind::kStar;
  // The first part stands for the whole target of the binding, except that a
  // star import's stands for one name in it.
  const std::size_t before = is_star ? bound : bound - 1;
  const std::size_t named = match.component_count;
  const bool any_name =
      binding.kind == BindingKind::kModule && bound == 1 && !binding.keeps_name;
  if (!in_full && !any_name) {
    // The name of the binding stays.
    if (named <= bound) return;
    std::span<const ByteRange> parts(reference.parts);
    parts = parts.first(named - before).subspan(is_star ? 0 : 1);
    const std::size_t kept =
        split(plan_.binding_targets[reference.binding]).size();
    return spell(parts, llvm::ArrayRef(target).drop_front(kept));
  }
  if (match.is_builtin()) {
    target.erase(target.begin());
  } else {
    target.front() = resolution_.target_module;
  }
  // A binding may itself go beyond the rule: `f = np.sin.__name__`.
  for (std::size_t i = named; i < bound; ++i) target.push_back(source[i]);
  const std::size_t count = named > before ? named - before : 1;
  if (match.is_negative) {
    const std::uint32_t end = reference.parts[count - 1].end;
    return replace({reference.range.begin, end}, opposite(join(target), end));
  }
  // The first part takes what there is of names more than parts.
  const std::size_t first =
      target.size() > count ? target.size() - count + 1 : 1;
  const std::string root = join(llvm::ArrayRef(target).take_front(first));
  Components spelled{llvm::StringRef(root)};
  spelled.append(target.begin() + first, target.end());
  spell(std::span(reference.parts).first(count), spelled);
}

// `-tnp.inf`, in parentheses before what binds more tightly than the sign.
std::string ReferenceRewriter::opposite(std::string name,
                                        std::uint32_t end) const {
  const std::size_t next = text_.find_first_not_of(" \t\f\r\n\\", end);
  const std::string_view rest =
      text_.substr(std::min(next, text_.size()), sizeof("**") - 1);
  const bool is_tight = rest == "**" || rest.starts_with('.') ||
                        rest.starts_with('[') || rest.starts_with('(') ||
                        rest.starts_with('#');
  name.insert(0, "-");
  return is_tight ? "(" + name + ")" : name;
}

}  // namespace

EditSet rewrite(const Resolution& resolution, const Plan& plan,
                std::string_view text, const std::string& device) {
  std::vector<Edit> edits;
  ReferenceRewriter references(resolution, plan, text, edits);
  for (std::size_t i = 0; i < resolution.references.size(); ++i) {
    if (!plan.rewritten[i]) continue;
    const Reference& reference = resolution.references[i];
    references.rewrite(reference, plan.matches[i], plan.in_full[i]);
  }
  rewrite_imports(resolution, plan, text, edits);
  if (!device.empty()) place_on_device(resolution, plan, text, device, edits);
  return EditSet(text, std::move(edits));
}

}  // namespace tnp::translate
