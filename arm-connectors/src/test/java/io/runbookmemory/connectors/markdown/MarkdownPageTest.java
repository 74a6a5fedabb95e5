package io.runbookmemory.connectors.markdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.runbookmemory.memory.content.RunbookStep;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class MarkdownPageTest {

  @Test
  void theTitleIsTheFirstHeadingOfLevelOneElseTheFirstHeading() {
    assertThat(title("## Note\n\n# Redis `memory` *full*\n")).isEqualTo("Redis memory full");
    assertThat(title("### A\n\n## B\n")).isEqualTo("A");
    assertThat(title("Two\nlines\n===\n")).isEqualTo("Two lines");
    assertThat(MarkdownPage.parse("no heading").title()).isEmpty();
    assertThat(MarkdownPage.parse("#\n\n##\n").title()).isEmpty();
  }

  @Test
  void theItemsOfOrderedListsAreStepsUnderTheirHeading() {
    assertThat(
            steps(
                """
                # Pool exhausted

                ## Diagnosis

                1. Look at **pending** connections per
                   `pod`.
                2. Ask [the owner](https://wiki.example/owner).

                ## Mitigation

                1. Restart.
                """))
        .containsExactly(
            step("Diagnosis", "Look at pending connections per pod."),
            step("Diagnosis", "Ask the owner."),
            step("Mitigation", "Restart."));
  }

  @Test
  void headingsInsideHeadingsMakeThePathOfASection() {
    assertThat(
            steps(
                """
                # Kafka

                1. First.

                ## Mitigation

                ### Poison record

                1. Skip it.

                ## Verify

                1. Lag falls.
                """))
        .extracting(RunbookStep::section)
        .containsExactly("", "Mitigation / Poison record", "Verify");
  }

  @Test
  void headingsOfLevelOneAreSectionsWhereThereAreSeveral() {
    assertThat(steps("# Diagnosis\n\n1. Look.\n\n# Mitigation\n\n1. Act.\n"))
        .containsExactly(step("Diagnosis", "Look."), step("Mitigation", "Act."));
  }

  @Test
  void codeInsideAnItemOrRightBehindItBelongsToTheStep() {
    assertThat(
            steps(
                """
                1. Count sessions.

                   ```sql
                   select 1;
                     select 2;
                   ```

                2. Look at the log.

                ```bash {.numbered}
                tail log
                ```

                3. Restart it.

                If it hangs:

                    kill -9 1
                """))
        .containsExactly(
            new RunbookStep("", "Count sessions.", "sql", "select 1;\n  select 2;"),
            new RunbookStep("", "Look at the log.", "bash", "tail log"),
            new RunbookStep("", "Restart it.\nIf it hangs:", null, "kill -9 1"));
  }

  @Test
  void eachFurtherCodeIsAStepOfItsOwn() {
    assertThat(
            steps(
                """
                1. Is the outbox moving?

                   ```sql
                   select count(*) from outbox
                   ```

                   ```bash
                   restart relay
                   ```

                   Then count again:

                   ```promql
                   outbox_rows
                   ```

                   It falls.
                """))
        .containsExactly(
            new RunbookStep("", "Is the outbox moving?", "sql", "select count(*) from outbox"),
            new RunbookStep("", "", "bash", "restart relay"),
            new RunbookStep("", "Then count again:\nIt falls.", "promql", "outbox_rows"));
  }

  @Test
  void whatIsWrittenOfAStepsEffectStandsInItsFieldsToo() {
    assertThat(
            steps(
                """
                1. Scale the workers. **Expected:** the queue drains.

                   ```bash
                   scale 10
                   ```

                   Rollback:

                   ```bash
                   scale 3
                   ```

                   If that does not help, page the platform team.
                2. Clear the cache
                   - Verify: hits fall to 0
                   - To undo: warm it
                3. Verify: errors are gone
                """))
        .containsExactly(
            new RunbookStep(
                    "",
                    "Scale the workers. Expected: the queue drains.\n"
                        + "If that does not help, page the platform team.",
                    "bash",
                    "scale 10")
                .withRemarks(
                    "the queue drains.",
                    "scale 3",
                    "If that does not help, page the platform team."),
            new RunbookStep(
                    "", "Clear the cache\n- Verify: hits fall to 0\n- To undo: warm it", null, null)
                .withRemarks("hits fall to 0", "warm it", null),
            new RunbookStep("", "Verify: errors are gone", null, null));
  }

  @Test
  void outputIsNoCode() {
    assertThat(
            steps(
                """
                1. Read the log:

                   ```bash
                   kubectl logs
                   ```

                   The output is:

                   ```text
                   leader elected
                   ```

                2. Wait for this line.

                   ```log
                   done
                   ```
                """))
        .containsExactly(
            new RunbookStep("", "Read the log:", "bash", "kubectl logs"),
            step("", "Wait for this line."));
  }

  @Test
  void nestedListsStayInTheTextOfTheirStep() {
    assertThat(
            steps("1. Read the exit code.\n   - 137: memory.\n   - 143: asked to stop.\n2. Wait."))
        .containsExactly(
            step("", "Read the exit code.\n- 137: memory.\n- 143: asked to stop."),
            step("", "Wait."));
  }

  @Test
  void bulletsAreStepsOnlyWhereTheHeadingSaysSoAndNothingIsNumbered() {
    assertThat(
            steps(
                """
                # Disk full

                ## Symptoms

                - Writes fail.

                ## Mitigation

                - [ ] Delete logs.
                - Grow it:

                  ```bash
                  grow
                  ```

                ## Verify

                - Not a step.

                1. Space is free.
                """))
        .containsExactly(
            step("Mitigation", "Delete logs."),
            new RunbookStep("Mitigation", "Grow it:", "bash", "grow"),
            step("Verify", "Space is free."));
  }

  @Test
  void commandsWithTheirParagraphAreStepsWhereNothingIsListed() {
    assertThat(
            steps(
                """
                ## Diagnosis

                The volume is full.

                Find the largest files:

                ```bash
                du
                ```

                ## Mitigation

                Ask the owner.

                ## Impact

                Writes fail.
                """))
        .containsExactly(
            new RunbookStep("Diagnosis", "Find the largest files:", "bash", "du"),
            step("Mitigation", "Ask the owner."));
  }

  @Test
  void aTableOfContentsIsNoStep() {
    assertThat(steps("1. [A](#a)\n2. [B](#b)\n\n## A\n\n1. Do.\n"))
        .containsExactly(step("A", "Do."));
  }

  @Test
  void placeholdersThatLookLikeHtmlStay() {
    assertThat(steps("1. Open #inc-<date><br>in <b>chat</b>.<!-- why -->"))
        .containsExactly(step("", "Open #inc-<date> in chat."));
  }

  @Test
  @Timeout(60)
  void noTextIsTooHostile() {
    for (String text :
        List.of(
            ">".repeat(100_000),
            "- ".repeat(50_000) + "x",
            "1. " + "*a **b ".repeat(20_000),
            "1. " + "[".repeat(50_000),
            "1. " + "`a``".repeat(20_000),
            "1. " + "<a ".repeat(400_000),
            "1. " + "<!-- > ".repeat(100_000),
            "# " + "a".repeat(1_000_000),
            "1. x\n".repeat(50_000))) {
      assertThatCode(() -> MarkdownPage.parse(text).steps()).doesNotThrowAnyException();
    }
  }

  private static String title(String markdown) {
    return MarkdownPage.parse(markdown).title().orElseThrow();
  }

  private static List<RunbookStep> steps(String markdown) {
    return MarkdownPage.parse(markdown).steps();
  }

  private static RunbookStep step(String section, String text) {
    return new RunbookStep(section, text, null, null);
  }
}
