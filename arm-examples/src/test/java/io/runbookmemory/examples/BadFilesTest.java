package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a file is told with its place, and keeps nothing else out. */
class BadFilesTest {

  @TempDir Path temp;
  private Path folder = Path.of("");
  private String store = "";

  @BeforeEach
  void aFolderWithOneGoodPage() throws IOException {
    folder = Files.createDirectory(temp.resolve("team"));
    store = "sqlite:" + temp.resolve("store.db");
    Files.writeString(folder.resolve("good.md"), "# Search is slow\n\n1. Look at the heap.\n");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static String good(String key) {
    return ("{\"title\":\"Disk full on node-7\",\"content\":{\"kind\":\"note\",\"text\":\"Rotate"
            + " the logs.\"},\"provenance\":{\"source\":\"notes\",\"key\":\"n-%s\"}}")
        .formatted(key);
  }

  private void assertRefused(Ran ran, String place, String... says) {
    String line =
        ran.err()
            .lines()
            .filter(one -> one.startsWith("refused " + folder.resolve(place) + ": "))
            .findFirst()
            .orElse("");
    assertThat(line).as("what is said of %s in%n%s", place, ran.err()).isNotEmpty();
    for (String word : says) {
      assertThat(line).contains(word);
    }
  }

  @Test
  void eachIsRefusedWithPlaceAndRuleAndTheRestGoesIn() throws IOException {
    write("empty.md", "");
    Files.write(folder.resolve("binary.md"), new byte[] {'#', ' ', 0, 1, 2, (byte) 0xff});
    Files.write(
        folder.resolve("huge.md"), "# Long\n".repeat(50 << 17).getBytes(StandardCharsets.UTF_8));
    Files.write(folder.resolve("latin1.md"), "# Café\n".getBytes(StandardCharsets.ISO_8859_1));
    write("front.md", "---\ntags: [a, b\nseverity: SEV1\n---\n# Bad front matter\n");
    write("cut.jsonl", good("1") + "\n" + good("2").substring(0, 60) + "\n" + good("3") + "\n");
    write("severity.jsonl", good("4").replace("{\"title\"", "{\"severity\":\"SEV9\",\"title\""));
    Files.createSymbolicLink(folder.resolve("lost.md"), folder.resolve("nowhere.md"));

    Ran ran = Ran.arm("ingest", folder, "--store", store);

    assertThat(ran.code()).as(ran.toString()).isEqualTo(1);
    assertThat(ran.out()).contains("3 added, 0 updated, 0 unchanged, 8 rejected");
    assertThat(ran.err()).doesNotContain("\tat ").doesNotContain("Exception");
    assertRefused(ran, "empty.md", "empty");
    assertRefused(ran, "binary.md", "NUL");
    assertRefused(ran, "huge.md", "at most", "bytes");
    assertRefused(ran, "latin1.md:1", "UTF-8");
    assertThat(ran.err()).containsPattern("front\\.md:\\d+: ");
    assertRefused(ran, "cut.jsonl:2", "JSON");
    assertRefused(ran, "severity.jsonl:1", "severity", "SEV1", "SEV9");
    assertRefused(ran, "lost.md", "must exist");
    assertThat(Ran.arm("memory", "stats", "--store", store).ok().out()).contains("3 memories");
  }

  @Test
  void aKindFromTheFutureIsKeptAndExportedUnchanged() throws IOException {
    String content = "{\"kind\":\"weather\",\"wind\":{\"speed\":7},\"tags\":[1,2]}";
    write(
        "future.jsonl",
        "{\"title\":\"Storm over eu-1\",\"content\":"
            + content
            + ",\"provenance\":{\"source\":\"sky\",\"key\":\"w-1\"}}");
    Path export = temp.resolve("export.jsonl");

    Ran.arm("ingest", folder, "--store", store).ok();
    Ran.arm("export", export, "--store", store).ok();

    assertThat(Files.readString(export)).contains("\"content\":" + content);
    assertThat(Ran.arm("memory", "stats", "--store", store).ok().out())
        .containsPattern("other +1\\b");
  }

  @Test
  void anAlertMustBeOne() throws IOException {
    refusedAlert("", "labels");
    refusedAlert("{\"alerts\":[{\"labels\":{\"alertname\"", "JSON");
    refusedAlert("[]", "labels");
    refusedAlert("{\"labels\":\"none\"}", "labels");
    refusedAlert("{\"labels\":{\"alertname\":\"A\"},\"startsAt\":\"noon\"}", "startsAt", "noon");
    Ran.arm("recall", "--alert", temp.resolve("none.json"), "--store", store)
        .refused(3, "none.json");
  }

  private void refusedAlert(String json, String... says) throws IOException {
    Path alert = Files.writeString(temp.resolve("alert.json"), json);
    Ran.arm("recall", "--alert", alert, "--store", store).refused(3, says);
    Ran.arm("recall", "--alert", alert, "--store", store).refused(3, alert.toString());
  }

  @Test
  void anEvaluationNeedsItsFiles() throws IOException {
    Ran.arm("eval", folder, "--store", store).refused(3, "qrels.tsv");
    write("qrels.tsv", "query-id\tcorpus-id\tscore\nq1\tn-1\tgreat\n");
    Ran.arm("eval", folder, "--store", store).refused(3, "qrels.tsv:2", "great");
    write("qrels.tsv", "query-id\tcorpus-id\tscore\nq1\tn-1\t1\n");
    Ran.arm("eval", folder, "--store", store).refused(3, "queries.jsonl");
    write("queries.jsonl", "{\"id\":\"q1\",\"text\":\"disk\"}\n{\"id\"");
    Ran.arm("eval", folder, "--store", store).refused(3, "queries.jsonl:2", "JSON");
  }
}
