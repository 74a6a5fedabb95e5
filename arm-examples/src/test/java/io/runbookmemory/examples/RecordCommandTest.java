package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code arm replay record}. */
class RecordCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path temp;

  private String id = "";

  private Ran arm(Object... args) {
    Object[] all = Arrays.copyOf(args, args.length + 2);
    all[args.length] = "--store";
    all[args.length + 1] = "lucene:" + temp.resolve("store");
    return Ran.arm(all);
  }

  @BeforeEach
  void anIncidentIsInTheJournal() throws IOException {
    arm("remember", "Checkout pool exhausted: raise max connections, ask dana@example.org").ok();
    Ran opened =
        arm("incidents", "open", "Checkout answers 503", "--service", "checkout", "--json").ok();
    id = JSON.readTree(opened.out()).path(0).path("id").asText();
    arm("incidents", "act", id, "mail dana@example.org", "--effect", "no_effect").ok();
    arm("incidents", "act", id, "raise max connections", "--effect", "resolved").ok();
    arm("incidents", "resolve", id).ok();
  }

  private List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void whatIsRecordedIsValidAndRuns() throws IOException {
    Path folder = temp.resolve("files");
    assertThat(arm("replay", "record", "--since", "1d", "--to", folder).ok().out())
        .contains("1 incidents recorded, 1 files written", "hold guesses");
    assertThat(names(folder)).containsExactly(id + ".json");
    String text = Files.readString(folder.resolve(id + ".json"));
    assertThat(text).doesNotContain("dana@example.org").contains("max connections");
    Ran.arm("replay", "validate", folder).ok();
    JsonNode report = JSON.readTree(Ran.arm("replay", "run", folder, "--json").ok().out());
    assertThat(report.path("incidents").path(0).path("recalled")).isNotEmpty();
  }

  @Test
  void recordingAgainChangesNothingAndWritesOverNothing() throws IOException {
    Path folder = temp.resolve("files");
    arm("replay", "record", "--incident", id, "--to", folder).ok();
    Path file = folder.resolve(id + ".json");
    String text = Files.readString(file);
    JsonNode again =
        JSON.readTree(
            arm("replay", "record", "--incident", id, "--to", folder, "--json").ok().out());
    assertThat(again.path("written")).isEmpty();
    assertThat(again.path("review").path(id)).isNotEmpty();
    Files.writeString(file, text.replace("Checkout", "My"));
    arm("replay", "record", "--incident", id, "--to", folder).refused(3, id, "--force");
    assertThat(Files.readString(file)).contains("My answers 503");
    arm("replay", "record", "--incident", id, "--to", folder, "--force").ok();
    assertThat(Files.readString(file)).isEqualTo(text);
  }

  @Test
  void whatIsNotThereIsSaid() {
    Path folder = temp.resolve("files");
    arm("replay", "record", "--to", folder).refused(2, "--incident ID or --since");
    Ran none = arm("replay", "record", "--incident", "ffffffff", "--to", folder);
    assertThat(none.code()).isEqualTo(1);
    Ran early =
        arm("replay", "record", "--since", "1d", "--until", "2020-01-01T00:00:00Z", "--to", folder);
    assertThat(early.code()).isEqualTo(1);
    assertThat(folder).doesNotExist();
  }

  @Test
  void aTrackersExportIsRecordedToo() throws IOException {
    Path folder = temp.resolve("files");
    Path export = temp.resolve("export.csv");
    Files.writeString(
        export,
        """
        id,title,started,resolved,service
        INC-1,Checkout answers 503,2026-03-14T02:05:00Z,2026-03-14T03:00:00Z,checkout
        INC-2,Checkout answers 503 again,2026-04-14T02:05:00Z,,checkout
        """);
    Ran.arm("replay", "record", "--incidents", export, "--to", folder).ok();
    Ran.arm("replay", "validate", folder).ok();
    JsonNode report = JSON.readTree(Ran.arm("replay", "run", folder, "--json").ok().out());
    assertThat(report.path("incidents").path(0).path("recalled")).isEmpty();
    assertThat(report.path("incidents").path(1).path("recalled").path(0).asText())
        .isEqualTo("INC-1");
    Ran.arm("replay", "record", "--alerts-from", "prometheus:http://x", "--to", folder)
        .refused(2, "go with --incidents");
    Ran.arm("replay", "record", "--incidents", export, "--alerts-from", "http://x", "--to", folder)
        .refused(2, "must be prometheus:URL");
  }
}
