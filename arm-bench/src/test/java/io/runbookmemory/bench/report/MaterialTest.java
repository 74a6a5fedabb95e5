package io.runbookmemory.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.bench.report.machine.Checkout;
import io.runbookmemory.connectors.evaluation.BeirSet;
import io.runbookmemory.replay.EvaluationQuery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaterialTest {

  @TempDir private Path data;

  @Test
  void whatArmShipsHasQuestionsWhoseAnswersItHas() throws Exception {
    Material material = Material.own(Checkout.find(), data, Form.SMOKE);
    List<EvaluationQuery> queries = BeirSet.queries(material.set());
    String corpus = Files.readString(BeirSet.corpus(material.set()));

    assertThat(queries).filteredOn(query -> !query.grades().isEmpty()).hasSizeGreaterThan(80);
    assertThat(queries)
        .flatExtracting(query -> query.grades().keySet())
        .allMatch(answer -> corpus.contains("\"_id\":\"" + answer + "\""));
    assertThat(material.hasAnswers()).isTrue();
  }

  @Test
  void theSameTextsLieInTheSamePlace() throws Exception {
    Material once = Material.own(Checkout.find(), data, Form.SMOKE);

    assertThat(Material.own(Checkout.find(), data, Form.SMOKE)).isEqualTo(once);
    assertThat(once.pieces()).isEqualTo(Form.SMOKE.texts);
  }

  @Test
  void theQuickFormNeedsNoMadeNotes() throws Exception {
    Material material = Material.own(Checkout.find(), data, Form.QUICK);

    assertThat(material.pieces()).isEqualTo(Form.QUICK.texts);
    assertThat(material.origin()).doesNotContain("made notes");
  }

  @Test
  void aCorpusThatIsTooSmallIsToppedUpWithMadeNotes(@TempDir Path corpus) throws Exception {
    Files.writeString(
        corpus.resolve("corpus.jsonl"),
        "{\"_id\":\"1\",\"text\":\"the disk of a node is full\\nclean up its images\"}\n");
    Files.writeString(corpus.resolve("queries.jsonl"), "{\"_id\":\"q\",\"text\":\"disk full\"}\n");
    Material material = Material.of(corpus, data, Form.SMOKE);

    assertThat(material.hasAnswers()).isFalse();
    assertThat(material.pieces()).isGreaterThan(Form.SMOKE.texts * 9 / 10);
    assertThat(material.origin()).contains("made notes");
  }
}
