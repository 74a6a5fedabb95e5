package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the demo promises: each part of its night is there, and says what it should. */
class DemoTest {

  private static final Pattern RECOLLECTION = Pattern.compile("^ \\d\\. .*");

  private static Ran demo = new Ran(-1, "", "");

  @BeforeAll
  static void play() {
    demo = Ran.arm("demo").ok();
  }

  /** Returns the lines below a heading, by its number in order, from 0. */
  private static List<String> part(int number) {
    List<List<String>> parts = new ArrayList<>();
    for (String line : demo.out().lines().toList()) {
      if (line.startsWith("== ")) {
        parts.add(new ArrayList<>());
      } else if (!parts.isEmpty()) {
        parts.getLast().add(line);
      }
    }
    assertThat(parts).as("parts of the demo").hasSizeGreaterThan(number);
    return parts.get(number);
  }

  private static List<String> recollections(List<String> part) {
    return part.stream().filter(RECOLLECTION.asMatchPredicate()).toList();
  }

  @Test
  void theTeamsPagesAndIncidentsAreRememberedWithoutTheirSecrets() {
    String part = String.join("\n", part(0));
    assertThat(number(part, "(\\d+) runbooks")).isGreaterThanOrEqualTo(30);
    assertThat(number(part, "(\\d+) past incidents")).isGreaterThanOrEqualTo(50);
    assertThat(number(part, "\\((\\d+) refused\\)")).isZero();
    assertThat(number(part, "taken out of (\\d+)")).isPositive();
  }

  @Test
  void nobodyIsWokenUntilTheBudgetBurnsAndThenItPages() {
    List<String> verdicts =
        part(1).stream()
            .filter(line -> !line.isBlank())
            .map(line -> line.substring(0, 12).strip())
            .toList();
    assertThat(verdicts)
        .startsWith("02:42 LOG")
        .endsWith("02:48 LOG", "02:49 PAGE")
        .filteredOn(line -> line.endsWith("PAGE"))
        .hasSize(1);
  }

  @Test
  void thePastIncidentIsAmongTheFirstRecollections() {
    List<String> part = part(2);
    assertThat(part.getFirst()).contains("strong match");
    assertThat(recollections(part)).hasSizeBetween(3, 5);
    assertThat(part).anyMatch(line -> line.contains("INC-112"));
  }

  @Test
  void thePlanBeginsWithWhatEndedItAndCautionsAgainstWhatMadeItWorse() {
    String plan = String.join("\n", part(3));
    assertThat(plan).startsWith("PAGE: ").contains("What ended it before\n  1. ");
    assertThat(plan)
        .containsPattern("Recycle the connection pool of the flag service.*resolved INC-112")
        .containsPattern("! .*[Rr]estart.*made it worse in INC-112");
    assertThat(plan).doesNotContain("$service").doesNotContain("${service}");
  }

  @Test
  void theOutcomeIsCounted() {
    assertThat(number(String.join("\n", part(4)), "(\\d+) memories gained trust")).isPositive();
  }

  @Test
  void afterwardsTheVerdictComesDownFromPage() {
    assertThat(part(5)).anyMatch(line -> line.contains("TICKET"));
  }

  @Test
  void theSecondTimeTheNightsOwnIncidentComesFirst() {
    List<String> part = part(6);
    String first = part.get(part.indexOf(recollections(part).getFirst()) + 1);
    assertThat(first).contains("incident of checkout").contains("9 days ago").contains("capture");
    assertThat(String.join("\n", part))
        .containsPattern("Recycle the connection pool.*resolved the incident of 2026-11-12");
  }

  @Test
  void aQuestionThatNothingFitsGetsTheTriagePageAlone() {
    List<String> part = part(7);
    assertThat(part.getFirst()).startsWith("nothing known fits");
    assertThat(recollections(part)).singleElement().asString().contains("Generic triage");
  }

  @Test
  void progressGoesToStandardErrorAlone() {
    assertThat(demo.err()).contains("100 %");
    assertThat(demo.out()).doesNotContain("█").doesNotContain("░");
  }

  private static long number(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
    return Long.parseLong(matcher.group(1));
  }
}
