package io.runbookmemory.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class PassageSplitterTest {

  private static final String SENTENCE = "The broker lost its leader. ";

  private final PassageSplitter splitter = new PassageSplitter(200);

  private List<String> parts(String text) {
    return splitter.split("", text).stream().map(passage -> passage.range().in(text)).toList();
  }

  private List<String> embeddables(String title, String text) {
    return splitter.split(title, text).stream().map(PassageText::embeddable).toList();
  }

  @Test
  void aShortTextIsOnePassageUnderItsTitle() {
    assertThat(splitter.split("Disk full", "  Delete old logs.\n"))
        .containsExactly(new PassageText(new TextRange(2, 18), "Disk full\nDelete old logs."));
  }

  @Test
  void aTextWithoutTitleStandsAlone() {
    assertThat(embeddables(" ", "Delete old logs.")).containsExactly("Delete old logs.");
  }

  @Test
  void aTextLongerThanThePassageIsSplitAtAHeading() {
    String first = "## Meaning\n\n" + SENTENCE.repeat(4).strip();
    String second = "## Impact\n\n" + SENTENCE.repeat(4).strip();
    assertThat(parts(first + "\n\n" + second)).containsExactly(first, second);
  }

  @Test
  void sectionsThatFitTogetherArePackedTogether() {
    String packed = "## Meaning\n\nThe broker is down.\n\n## Impact\n\nNobody can pay by card.";
    String next = "## Mitigation\n\n" + SENTENCE.repeat(6).strip();
    assertThat(parts(packed + "\n\n" + next)).containsExactly(packed, next);
  }

  @Test
  void aLongSectionIsSplitBetweenParagraphs() {
    String paragraph = SENTENCE.repeat(4).strip();
    assertThat(parts(paragraph + "\n\n" + paragraph + "\n \n" + paragraph))
        .containsExactly(paragraph, paragraph, paragraph);
  }

  @Test
  void aLongParagraphIsSplitAfterASentence() {
    assertThat(parts(SENTENCE.repeat(10)))
        .containsExactly(SENTENCE.repeat(7).strip(), SENTENCE.repeat(3).strip());
  }

  @Test
  void aLogIsSplitBetweenLines() {
    String line = "level=error msg=timeout broker=7\n";
    assertThat(parts(line.repeat(10)))
        .containsExactly(line.repeat(6).strip(), line.repeat(4).strip());
  }

  @Test
  void aLongSentenceIsSplitAtWhiteSpace() {
    assertThat(parts("word ".repeat(60)))
        .containsExactly("word ".repeat(40).strip(), "word ".repeat(20).strip());
  }

  @Test
  void aTextWithoutWhiteSpaceIsCutButNeverWithinASurrogatePair() {
    String text = "x" + "\ud83d\ude00".repeat(150);
    assertThat(parts(text))
        .containsExactly("x" + "\ud83d\ude00".repeat(99), "\ud83d\ude00".repeat(51));
  }

  @Test
  void theHeadingsAboveAPassageStandInFrontOfIt() {
    String text =
        "# Kafka\n\n## Lag\n\n" + SENTENCE.repeat(6) + "\n\n### Cause\n\n" + SENTENCE.repeat(9);
    assertThat(embeddables("Runbook", text))
        .extracting(embeddable -> embeddable.lines().findFirst().orElseThrow())
        .containsExactly("Runbook", "Runbook > Kafka > Lag", "Runbook > Kafka > Lag > Cause");
  }

  @Test
  void aHeadingThatRepeatsTheTitleIsNotSaidTwice() {
    assertThat(embeddables("Kafka", "# kafka\n\n" + SENTENCE.repeat(10)).getLast())
        .startsWith("Kafka\nThe broker");
  }

  @Test
  void aSiblingSectionLeavesTheHeadingsOfTheOneBefore() {
    String text = "# A #\n\n## B\n\n" + SENTENCE.repeat(7) + "\n\n# C\n\n" + SENTENCE.repeat(8);
    assertThat(embeddables("", text).getLast()).startsWith("C\n");
  }

  @Test
  void aHashWithinAFenceIsNoHeading() {
    String fence = "````bash\n# restart it\n```\n# still inside\n````\n";
    assertThat(embeddables("", "# Fix\n\n" + fence + "\n" + SENTENCE.repeat(10)).getLast())
        .startsWith("Fix\n");
  }

  @Test
  void aHashWithoutASpaceOrOutOfSevenIsNoHeading() {
    String text = "#tag\n\n####### seven\n\n    # code\n\n" + SENTENCE.repeat(10);
    assertThat(embeddables("", text).getLast()).startsWith("The broker");
  }

  @Test
  void aHeadingStaysWithTheLineBelowIt() {
    String text = SENTENCE.repeat(6) + "\n\n## Cause\n\n" + "word ".repeat(60);
    assertThat(parts(text)).noneMatch(part -> part.endsWith("Cause"));
  }

  @Test
  void anAbsurdTitleIsShortenedToAQuarterOfThePassage() {
    assertThat(embeddables("title ".repeat(100), "Delete old logs."))
        .containsExactly("title title title title title title title title t…\nDelete old logs.");
  }

  @Test
  void ofTooManyHeadingsTheOuterOnesGo() {
    String text =
        "# " + "outer ".repeat(9) + "\n\n## Inner\n\n### Innermost\n\n" + SENTENCE.repeat(20);
    assertThat(embeddables("", text).getLast()).startsWith("Inner > Innermost\n");
  }

  @Test
  void aBlankTextIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> splitter.split("Title", " \n"))
        .withMessage("text must not be blank");
  }

  @Test
  void aPassageThatHoldsTooLittleIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PassageSplitter(99))
        .withMessage("maxCharacters must be at least 100, got 99");
  }
}
