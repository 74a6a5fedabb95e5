package io.runbookmemory.connectors.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.ArmException;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.replay.EvaluationQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BeirSetTest {

  @TempDir Path folder;

  @BeforeEach
  void aSet() throws IOException {
    write(
        "queries.jsonl",
        """
        {"_id":"q1","text":"disk is full","kind":"alert","service":"node"}

        {"id":"q2","text":"how long does an egg boil","metadata":{}}
        """);
    write("qrels.tsv", "query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td2\t0\n");
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
  }

  private void refused(String place, String rule) {
    assertThatThrownBy(() -> BeirSet.queries(folder))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(folder.resolve(place) + ": ")
        .hasMessageContaining(rule);
  }

  @Test
  void queriesComeWithTheirRightAnswers() {
    List<EvaluationQuery> queries = BeirSet.queries(folder);

    assertThat(queries).extracting(EvaluationQuery::id).containsExactly("q1", "q2");
    assertThat(queries.getFirst().kind()).isEqualTo("alert");
    assertThat(queries.getFirst().service()).isEqualTo("node");
    assertThat(queries.getFirst().grades()).containsOnlyKeys("d1").containsEntry("d1", 2);
    assertThat(queries.getLast().kind()).isEqualTo("query");
    assertThat(queries.getLast().service()).isNull();
    assertThat(queries.getLast().answerable()).isFalse();
  }

  @Test
  void judgementsMayStandInAFolderAsBeirsDo() throws IOException {
    Files.delete(folder.resolve("qrels.tsv"));
    write("qrels/test.tsv", "query-id\tcorpus-id\tscore\nq2\td9\t1\n");

    assertThat(BeirSet.queries(folder).getLast().grades()).containsOnlyKeys("d9");
  }

  @Test
  void whatIsWrongIsNamedWithFileLineFieldAndRule() throws IOException {
    write("qrels.tsv", "q1\td1\n");
    refused("qrels.tsv:1", "must be query, document and grade between tabs, got \"q1\td1\"");
    write("qrels.tsv", "query-id\tcorpus-id\tscore\nq1\td1\tgreat\n");
    refused("qrels.tsv:2", "grade: must be a whole number from 0 to 999, got \"great\"");
    write("qrels.tsv", "q1\td1\t1\nq1\td1\t2\n");
    refused("qrels.tsv:2", "document: must be judged once for a query, got \"d1\" again");
    write("qrels.tsv", "q1\td1\t1\nq7\td1\t2\n");
    refused("qrels.tsv:2", "query: must be the id of a query in");
    write("qrels.tsv", "q1\td1\t1\n");
    write("queries.jsonl", "{\"_id\":\"q1\",\"text\":\"disk\"}\n{\"_id\":\"q1\",\"text\":\"x\"}\n");
    refused("queries.jsonl:2", "id: must be given to one query, got q1 again");
    write("queries.jsonl", "{\"_id\":\"q1\",\"text\":\" \"}\n");
    refused("queries.jsonl:1", "text: must be given and not blank, got \" \"");
    write("queries.jsonl", "{\"text\":\"disk\"}\n");
    refused("queries.jsonl:1", "id: must be given");
    write("queries.jsonl", "{\"_id\":\"q1\",\"text\":[\"disk\"]}\n");
    refused("queries.jsonl:1", "text: must be a string, got JSON of the kind array");
    write("queries.jsonl", "\n{\"_id\":\"q1\"");
    refused("queries.jsonl:2", "is not JSON: ");
    write("queries.jsonl", "[]\n");
    refused("queries.jsonl:1", "must be a JSON object, got \"[]\"");
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    Files.delete(folder.resolve("qrels.tsv"));

    assertThatThrownBy(() -> BeirSet.queries(folder))
        .isInstanceOf(ArmException.class)
        .hasMessageContaining("qrels.tsv: must exist");
  }
}
