package io.runbookmemory.learn.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Two texts that were made from a third, as one: between lines that all three share, whoever
 * changed something has it their way (Khanna, Kunal and Pierce, A formal investigation of diff3,
 * 2007).
 */
final class LineMerge {

  private final List<String> base;
  private final List<String> one;
  private final List<String> other;
  private final boolean prefersOther;
  private final List<String> merged = new ArrayList<>();
  private int fromBase;
  private int fromOne;
  private int fromOther;

  private LineMerge(String base, String one, String other, boolean prefersOther) {
    this.base = LineDiff.lines(base);
    this.one = LineDiff.lines(one);
    this.other = LineDiff.lines(other);
    this.prefersOther = prefersOther;
  }

  /** Returns the merged text; empty if both changed the same lines, in different ways. */
  static Optional<String> of(String base, String one, String other) {
    LineMerge merge = new LineMerge(base, one, other, false);
    return merge.merge() ? Optional.of(merge.text()) : Optional.empty();
  }

  /** Returns the merged text; where both changed the same lines those of the other stand. */
  static String preferring(String base, String one, String other) {
    LineMerge merge = new LineMerge(base, one, other, true);
    merge.merge();
    return merge.text();
  }

  private String text() {
    return String.join("\n", merged);
  }

  private boolean merge() {
    int[] inOne = LineDiff.of(base, one).matches();
    int[] inOther = LineDiff.of(base, other).matches();
    for (int i = 0; i < base.size(); i++) {
      if (inOne[i] >= 0 && inOther[i] >= 0) {
        if (!take(i, inOne[i], inOther[i])) {
          return false;
        }
        merged.add(base.get(i));
        fromBase = i + 1;
        fromOne = inOne[i] + 1;
        fromOther = inOther[i] + 1;
      }
    }
    return take(base.size(), one.size(), other.size());
  }

  /** Takes what stands before the next line that all three share. */
  private boolean take(int toBase, int toOne, int toOther) {
    List<String> was = base.subList(fromBase, toBase);
    List<String> first = one.subList(fromOne, toOne);
    List<String> second = other.subList(fromOther, toOther);
    if (first.equals(was) || first.equals(second)) {
      merged.addAll(second);
      return true;
    }
    if (second.equals(was)) {
      merged.addAll(first);
      return true;
    }
    if (follow(was, first, second) || follow(was, second, first)) {
      return true;
    }
    merged.addAll(prefersOther ? second : List.of());
    return prefersOther;
  }

  /** What was added right behind lines that the other one changed follows those. */
  private boolean follow(List<String> was, List<String> changed, List<String> added) {
    if (was.isEmpty() || begins(changed, was) || !begins(added, was)) {
      return false;
    }
    merged.addAll(changed);
    merged.addAll(added.subList(was.size(), added.size()));
    return true;
  }

  private static boolean begins(List<String> lines, List<String> with) {
    return lines.size() >= with.size() && lines.subList(0, with.size()).equals(with);
  }
}
