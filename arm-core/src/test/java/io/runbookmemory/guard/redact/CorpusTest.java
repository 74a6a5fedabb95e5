package io.runbookmemory.guard.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The scanner against lines whose secrets are labelled by hand-written templates: one half was
 * looked at while the recognisers were made, the other was not. A secret counts as found when
 * exactly it, with its kind, is what is replaced.
 */
class CorpusTest {

  private static final String MENDED = "corpus-mended.txt";
  private static final String HELD_OUT = "corpus-held-out.txt";

  private static final RedactionRules RULES =
      RedactionRules.builder()
          .names(
              Set.of(
                  "Mirela Okonkwo",
                  "Tadeusz Brzezinski",
                  "Siobhan Delacroix",
                  "Renske van Dijk",
                  "Marlowe"))
          .build();

  private record Score(Map<SecretKind, int[]> byKind, int wrong, List<String> faults) {

    int found() {
      return byKind.values().stream().mapToInt(of -> of[0]).sum();
    }

    double precision() {
      return found() / (double) (found() + wrong);
    }
  }

  private static Score score(String resource) {
    SecretScanner scanner = new SecretScanner(RULES);
    Map<SecretKind, int[]> byKind = new EnumMap<>(SecretKind.class);
    List<String> faults = new ArrayList<>();
    int wrong = 0;
    for (LabelledLine line : LabelledLine.all(resource)) {
      List<Finding> found = scanner.find(line.text());
      for (Finding secret : line.secrets()) {
        int[] of = byKind.computeIfAbsent(secret.kind(), kind -> new int[2]);
        of[0] += found.contains(secret) ? 1 : 0;
        of[1]++;
      }
      wrong += (int) found.stream().filter(one -> !line.secrets().contains(one)).count();
      if (!found.equals(line.secrets())) {
        faults.add(line.text() + "\n  found " + found + "\n  is    " + line.secrets());
      }
    }
    return new Score(byKind, wrong, faults);
  }

  @ParameterizedTest
  @ValueSource(strings = {MENDED, HELD_OUT})
  void secretsOfEachKindAreFoundAndLittleElse(String half) {
    Score score = score(half);
    StringBuilder table = new StringBuilder(half).append('\n');
    score.byKind.forEach(
        (kind, of) ->
            table.append(String.format(Locale.ROOT, "| %s | %d | %d |%n", kind, of[1], of[0])));
    table.append(String.format(Locale.ROOT, "wrong %d, %s", score.wrong, score.faults));

    assertThat(score.precision()).as("%s", table).isGreaterThanOrEqualTo(0.98);
    score.byKind.forEach(
        (kind, of) ->
            assertThat(of[0] / (double) of[1])
                .as("%s of %s", kind, table)
                .isGreaterThanOrEqualTo(kind.isCredential() ? 0.99 : 0.97));
    assertThat(score.byKind).containsOnlyKeys(SecretKind.values());
  }

  @Test
  void theCorpusIsLargeEnoughToSaySo() {
    List<LabelledLine> lines =
        Stream.of(MENDED, HELD_OUT).flatMap(half -> LabelledLine.all(half).stream()).toList();

    assertThat(lines.stream().mapToInt(line -> line.secrets().size()).sum())
        .isGreaterThanOrEqualTo(500);
    assertThat(lines.stream().filter(line -> line.secrets().isEmpty()).distinct().count())
        .isGreaterThanOrEqualTo(2_000);
  }
}
