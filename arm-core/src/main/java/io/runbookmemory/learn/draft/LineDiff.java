package io.runbookmemory.learn.draft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What tells two texts apart, line by line: what is not in a longest common subsequence of their
 * lines (Wagner and Fischer, The string-to-string correction problem, 1974). Between equal
 * beginnings and ends of more than 2,000 lines by 2,000 all counts as changed.
 */
final class LineDiff {

  /** So many lines stand around what changed, as diff -u has it. */
  private static final int CONTEXT = 3;

  private static final long MOST_CELLS = 4_000_000;

  private final List<String> before;
  private final List<String> after;
  private final int[] matches;

  private LineDiff(List<String> before, List<String> after) {
    this.before = before;
    this.after = after;
    this.matches = new int[before.size()];
    Arrays.fill(matches, -1);
    match();
  }

  static LineDiff of(List<String> before, List<String> after) {
    return new LineDiff(before, after);
  }

  static List<String> lines(String text) {
    return text.isEmpty() ? List.of() : text.stripTrailing().lines().toList();
  }

  /** For each line before, the line after that is the same one; -1 where it is gone. */
  int[] matches() {
    return matches.clone();
  }

  private void match() {
    int begin = 0;
    int end = before.size();
    int otherEnd = after.size();
    while (begin < Math.min(end, otherEnd) && before.get(begin).equals(after.get(begin))) {
      matches[begin] = begin;
      begin++;
    }
    while (end > begin && otherEnd > begin && before.get(end - 1).equals(after.get(otherEnd - 1))) {
      matches[--end] = --otherEnd;
    }
    int rows = end - begin;
    int columns = otherEnd - begin;
    if ((long) rows * columns <= MOST_CELLS) {
      matchBetween(begin, rows, columns);
    }
  }

  private void matchBetween(int begin, int rows, int columns) {
    int[][] longest = new int[rows + 1][columns + 1];
    for (int i = rows - 1; i >= 0; i--) {
      for (int j = columns - 1; j >= 0; j--) {
        longest[i][j] =
            before.get(begin + i).equals(after.get(begin + j))
                ? longest[i + 1][j + 1] + 1
                : Math.max(longest[i + 1][j], longest[i][j + 1]);
      }
    }
    int i = 0;
    int j = 0;
    while (i < rows && j < columns) {
      if (before.get(begin + i).equals(after.get(begin + j))) {
        matches[begin + i++] = begin + j++;
      } else if (longest[i + 1][j] >= longest[i][j + 1]) {
        i++;
      } else {
        j++;
      }
    }
  }

  private record Line(char mark, String text, int from, int to) {}

  /** Returns the difference as {@code diff -u} writes it, without names; empty if there is none. */
  String unified() {
    List<Line> all = new ArrayList<>();
    int j = 0;
    for (int i = 0; i < before.size(); i++) {
      for (; matches[i] > j; j++) {
        all.add(new Line('+', after.get(j), i, j));
      }
      all.add(new Line(matches[i] < 0 ? '-' : ' ', before.get(i), i, j));
      j += matches[i] < 0 ? 0 : 1;
    }
    for (; j < after.size(); j++) {
      all.add(new Line('+', after.get(j), before.size(), j));
    }
    return hunks(all);
  }

  private static String hunks(List<Line> all) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < all.size()) {
      if (all.get(at).mark() == ' ') {
        at++;
        continue;
      }
      int begin = Math.max(0, at - CONTEXT);
      int last = at;
      for (int i = at; i < all.size() && i <= last + 2 * CONTEXT + 1; i++) {
        last = all.get(i).mark() == ' ' ? last : i;
      }
      int end = Math.min(all.size(), last + 1 + CONTEXT);
      hunk(all.subList(begin, end), text);
      at = end;
    }
    return text.toString();
  }

  private static void hunk(List<Line> lines, StringBuilder text) {
    long removed = lines.stream().filter(line -> line.mark() != '+').count();
    long added = lines.stream().filter(line -> line.mark() != '-').count();
    text.append("@@ -").append(range(lines.getFirst().from(), removed));
    text.append(" +").append(range(lines.getFirst().to(), added)).append(" @@\n");
    lines.forEach(line -> text.append(line.mark()).append(line.text()).append('\n'));
  }

  private static String range(int begin, long count) {
    return (count == 0 ? begin : begin + 1) + "," + count;
  }
}
