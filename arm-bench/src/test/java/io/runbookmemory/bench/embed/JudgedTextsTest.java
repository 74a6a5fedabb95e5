package io.runbookmemory.bench.embed;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.bench.embed.JudgedTexts.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgedTextsTest {

  @TempDir Path set;

  @Test
  void onlyTheQuestionsAreAskedThatADocumentAnswers() throws IOException {
    Files.writeString(
        set.resolve("corpus.jsonl"),
        """
        {"id": "a", "title": "Disk", "text": "The disk is full."}
        {"id": "b", "title": "Pool", "text": "The pool is exhausted."}
        """);
    Files.writeString(
        set.resolve("queries.jsonl"),
        """
        {"id": "1", "text": "no space left"}
        {"id": "2", "text": "no connection"}
        """);
    Files.writeString(
        set.resolve("qrels.tsv"), "query-id\tcorpus-id\tscore\n1\ta\t2\n1\tb\t1\n2\tb\t2\n");

    JudgedTexts one = JudgedTexts.read(set, 1, 4);
    JudgedTexts all = JudgedTexts.read(set, 10, 4);

    assertThat(one.documents()).extracting(Document::id).containsExactly("a");
    assertThat(one.queries())
        .containsExactly(new JudgedTexts.Query("no space left", Map.of("a", 2)));
    assertThat(all).hasToString("2 documents in 2 passages, 2 questions");
    assertThat(all.queries().getFirst().grades()).isEqualTo(Map.of("a", 2, "b", 1));
  }

  @Test
  void madeUpTextsAreTheSameEveryTime() throws IOException {
    EmbedTexts texts = EmbedTexts.of(null, 5);
    List<String> questions = texts.questions(3);

    assertThat(texts.passages()).hasSize(5).doesNotHaveDuplicates();
    assertThat(texts).isEqualTo(EmbedTexts.of(null, 5));
    assertThat(questions).hasSize(3).allSatisfy(q -> assertThat(q.split(" ", -1)).hasSize(16));
  }
}
