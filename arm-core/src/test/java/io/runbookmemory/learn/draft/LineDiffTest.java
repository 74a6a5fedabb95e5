package io.runbookmemory.learn.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineDiffTest {

  private static List<String> numbers(int from, int to) {
    return IntStream.range(from, to).mapToObj(Integer::toString).toList();
  }

  private static String unified(List<String> before, List<String> after) {
    return LineDiff.of(before, after).unified();
  }

  @Test
  void aChangedLineStandsAmongThreeThatDidNotChange() {
    List<String> after = new ArrayList<>(numbers(0, 20));
    after.set(9, "nine");

    assertThat(unified(numbers(0, 20), after))
        .isEqualTo("@@ -7,7 +7,7 @@\n 6\n 7\n 8\n-9\n+nine\n 10\n 11\n 12\n");
  }

  @Test
  void changesFarApartAreHunksOfTheirOwnAndNearOnesShareOne() {
    List<String> after = new ArrayList<>(numbers(0, 40));
    after.set(3, "x");
    after.set(9, "x");
    after.set(30, "x");

    assertThat(unified(numbers(0, 40), after).lines().filter(line -> line.startsWith("@@")))
        .containsExactly("@@ -1,13 +1,13 @@", "@@ -28,7 +28,7 @@");
  }

  @Test
  void whatIsAddedToNothingAndRemovedToNothingIsCountedAsDiffDoes() {
    assertThat(unified(List.of(), List.of("a"))).isEqualTo("@@ -0,0 +1,1 @@\n+a\n");
    assertThat(unified(List.of("a"), List.of())).isEqualTo("@@ -1,1 +0,0 @@\n-a\n");
    assertThat(unified(List.of("a"), List.of("a"))).isEmpty();
  }

  @Test
  void theDifferenceOfAnyTwoTextsLeadsFromOneToTheOther() {
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      List<String> before = words(random);
      List<String> after = words(random);
      List<String> from = new ArrayList<>();
      List<String> to = new ArrayList<>();
      List<String> all = new ArrayList<>(before);
      String diff = unified(before, after);
      diff.lines()
          .filter(line -> !line.startsWith("@@"))
          .forEach(
              line -> {
                if (line.charAt(0) != '+') {
                  from.add(line.substring(1));
                }
                if (line.charAt(0) != '-') {
                  to.add(line.substring(1));
                }
              });
      assertThat(patched(all, diff)).as("seed %s", seed).isEqualTo(after);
      assertThat(before).as("seed %s", seed).containsAll(from);
      assertThat(after).as("seed %s", seed).containsAll(to);
    }
  }

  /** Applies a unified diff as patch does. */
  private static List<String> patched(List<String> before, String diff) {
    List<String> result = new ArrayList<>();
    int next = 0;
    for (String line : diff.lines().toList()) {
      if (line.startsWith("@@")) {
        String[] range = line.substring(4, line.indexOf(' ', 4)).split(",", 2);
        int begin = Integer.parseInt(range[0]) - (range[1].equals("0") ? 0 : 1);
        result.addAll(before.subList(next, begin));
        next = begin;
      } else if (line.charAt(0) == '+') {
        result.add(line.substring(1));
      } else {
        assertThat(before.get(next)).isEqualTo(line.substring(1));
        if (line.charAt(0) == ' ') {
          result.add(before.get(next));
        }
        next++;
      }
    }
    result.addAll(before.subList(next, before.size()));
    return result;
  }

  private static List<String> words(Random random) {
    return random.ints(random.nextInt(30), 0, 5).mapToObj(i -> "w" + i).toList();
  }

  @Test
  void changesInDifferentPlacesAreMergedAndInOneTheyAreNot() {
    String base = String.join("\n", numbers(0, 9));

    assertThat(LineMerge.of(base, base.replace("1", "one"), base + "\nnine"))
        .contains(base.replace("1", "one") + "\nnine");
    assertThat(LineMerge.of(base, base.replace("1", "one"), base.replace("1", "uno"))).isEmpty();
    assertThat(LineMerge.of(base, base + "\nsame", base + "\nsame")).contains(base + "\nsame");
    assertThat(LineMerge.of(base, base.replace("8", "eight"), base + "\nx"))
        .contains(base.replace("8", "eight") + "\nx");
    assertThat(LineMerge.of(base, base + "\ny", base + "\nx")).isEmpty();
    assertThat(LineMerge.of(base, base, base + "\nx")).contains(base + "\nx");
  }
}
