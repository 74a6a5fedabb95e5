package io.runbookmemory.recall.context;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Where a text may end. */
class SentencesTest {

  @Test
  void proseEndsAtSentencesAndKeepsItsVersionsAndNames() {
    assertThat(Sentences.of("Raise v1.2 of db.example now. Why?  It\nhelps! End"))
        .containsExactly("Raise v1.2 of db.example now. ", "Why?  ", "It\nhelps! ", "End");
  }

  @Test
  void aStepIsAWholeLineWithWhatIsIndentedBelowIt() {
    assertThat(Sentences.of("Do:\n1. Stop it. Wait.\n   Then look.\n2. Start it.\n"))
        .containsExactly("Do:\n", "1. Stop it. Wait.\n   Then look.\n", "2. Start it.\n");
  }

  @Test
  void aBlockOfCodeIsOnePiece() {
    assertThat(Sentences.of("See. Run:\n```sh\na. b\n\nc! d\n```\nDone."))
        .containsExactly("See. ", "Run:\n", "```sh\na. b\n\nc! d\n```\n", "Done.");
  }

  @Test
  void aCommandIsNotCut() {
    assertThat(Sentences.of("$ echo a. b \\\nmore. c\nRun `x. y` twice. End."))
        .containsExactly("$ echo a. b \\\nmore. c\n", "Run `x. y` twice. ", "End.");
  }

  @Test
  void thePiecesAreTheText() {
    String text = "\n\n a. b\n- c\n\n\n```\nopen";
    assertThat(String.join("", Sentences.of(text))).isEqualTo(text);
    assertThat(Sentences.of("")).isEmpty();
  }
}
