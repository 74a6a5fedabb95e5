package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DraftCommandsTest {

  private static final String RUNBOOK =
      """
      ---
      service: payments
      owners: [dana, erin]
      ---
      # Pool of payments exhausted

      ## Mitigation

      1. Restart the pods
      """;

  @TempDir private Path folder;
  private String store = "";
  private String runbook = "";

  @BeforeEach
  void aRunbook() throws IOException {
    store = "lucene:" + folder.resolve("memory");
    Files.writeString(folder.resolve("pool.md"), RUNBOOK);
    arm("ingest", folder.resolve("pool.md")).ok();
    runbook = json("memory", "list", "--kind", "runbook").path(0).path("id").asText();
  }

  private Ran arm(Object... words) {
    List<Object> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--store", store));
    return Ran.arm(all.toArray());
  }

  private JsonNode json(Object... words) throws IOException {
    List<Object> all = new ArrayList<>(List.of(words));
    all.add("--json");
    return new ObjectMapper().readTree(arm(all.toArray()).ok().out());
  }

  /** Lives an incident in which a step of the runbook is followed, and another one helps. */
  private JsonNode resolved(String helped) throws IOException {
    String at = "2026-03-01T03:00:00Z";
    String id =
        json("incidents", "open", "Payments times out", "--service", "payments", "--at", at)
            .path(0)
            .path("id")
            .asText();
    arm("incidents", "act", id, "Restart the pods", "--step-of", runbook, "--effect", "no_effect")
        .ok();
    arm("incidents", "act", id, helped, "--effect", "resolved").ok();
    return json("incidents", "resolve", id, "--at", "2026-03-01T04:00:00Z");
  }

  private static String update(JsonNode resolved) {
    return resolved.path("drafts").path(1).path("id").asText();
  }

  @Test
  void whatHelpedIsDraftedShownApprovedAndThenRecalled() throws IOException {
    String draft = update(resolved("Raise hikari to 200"));
    assertThat(arm("drafts", "list").ok().out())
        .contains("update of runbook \"Pool of payments exhausted\"", "waits for dana, erin");
    assertThat(arm("drafts", "show", draft).ok().out())
        .contains("+1. Raise hikari to 200", "--- Pool of payments exhausted (version 1)");
    assertThat(arm("recall", "raise hikari").out()).doesNotContain("Raise hikari to 200");

    assertThat(arm("drafts", "approve", draft.substring(0, 12)).ok().out())
        .contains("recalled from now on as " + runbook);

    assertThat(json("memory", "get", runbook).path("memory").toString())
        .contains("Raise hikari to 200", "Restart the pods");
    assertThat(arm("recall", "raise hikari").ok().out()).contains("Pool of payments exhausted");
    arm("drafts", "approve", draft).refused(1, "no draft " + draft);
  }

  @Test
  void resolvingTellsWhatWaits() throws IOException {
    String id =
        json("incidents", "open", "Disk is full", "--at", "2026-03-01T03:00:00Z")
            .path(0)
            .path("id")
            .asText();
    arm("incidents", "act", id, "Delete old logs", "--effect", "resolved").ok();

    String out = arm("incidents", "resolve", id).ok().out();

    assertThat(out).contains("2 drafts wait: arm drafts show ", "new  runbook \"Disk is full\"");
    assertThat(arm("drafts", "list", "--unowned").ok().out().lines()).hasSize(4);
    assertThat(arm("drafts", "list", "--owner", "dana").code()).isEqualTo(1);
    assertThat(arm("drafts", "write", id).ok().out()).contains("known  runbook");
  }

  @Test
  void anEditIsReadBackAsItWasWrittenAndFaultsNameTheirLine() throws IOException {
    String draft = update(resolved("Raise hikari to 200"));
    Path file = folder.resolve("edit.md");
    String text = arm("drafts", "edit", draft, "--print").ok().out();
    Files.writeString(file, text);
    arm("drafts", "edit", draft, "--file", file).refused(1, "nothing was changed");

    Files.writeString(file, text.replace("service:", "env: mars\nservice:"));
    arm("drafts", "edit", draft, "--file", file).refused(3, "edit.md:3", "mars");

    Files.writeString(file, text.replace("hikari to 200", "hikari to 150"));
    assertThat(arm("drafts", "edit", draft, "--file", file).ok().out())
        .contains("+1. Raise hikari to 150");
    arm("drafts", "approve", draft).ok();
    JsonNode steps = json("memory", "get", runbook).at("/memory/content/steps");
    assertThat(steps).hasSize(2);
    assertThat(steps.path(1).path("text").asText()).isEqualTo("Raise hikari to 150");
  }

  @Test
  void theTextOfAnIncidentIsReadBackToo() throws IOException {
    JsonNode drafts = resolved("Raise hikari to 200").path("drafts");
    String id = drafts.path(0).path("id").asText();
    Path file = folder.resolve("edit.md");
    String text = arm("drafts", "edit", id, "--print").ok().out();
    assertThat(text).contains("type: incident", "## Summary", "Payments times out");

    Files.writeString(file, text + "\n## Root cause\n\nA leak in v2.3\n");
    arm("drafts", "edit", id, "--file", file).ok();

    JsonNode content = json("drafts", "show", id).at("/memory/content");
    assertThat(content.path("rootCause").asText()).isEqualTo("A leak in v2.3");
    assertThat(content.path("symptom").asText()).isEqualTo("Payments times out");
    assertThat(content.path("openedAt").asText()).isEqualTo("2026-03-01T03:00:00Z");
    assertThat(content.path("attempts")).hasSize(2);
  }

  @Test
  void whatWasSaidIsInTheDraftWithItsSourceAndALineIsStruckOut() throws IOException {
    String id =
        json("incidents", "open", "Payments times out", "--at", "2026-03-01T03:00:00Z")
            .path(0)
            .path("id")
            .asText();
    arm("incidents", "note", id, "the pool is at 100", "--at", "2026-03-01T03:01:00Z").ok();
    arm("incidents", "note", id, "lunch is at noon", "--at", "2026-03-01T03:02:00Z").ok();
    JsonNode drafts =
        json("incidents", "resolve", id, "--at", "2026-03-01T04:00:00Z").path("drafts");
    String draft = drafts.path(0).path("id").asText();
    Path file = folder.resolve("edit.md");
    String text = arm("drafts", "edit", draft, "--print").ok().out();
    assertThat(text)
        .containsPattern("- 2026-03-01T03:01:00Z said: the pool is at 100 \\[J\\d+]")
        .contains("lunch is at noon");

    Files.writeString(file, text.replaceAll("(?m)^- .*lunch.*\\R", ""));
    arm("drafts", "edit", draft, "--file", file).ok();
    arm("drafts", "approve", draft).ok();

    JsonNode content = json("memory", "get", id).at("/memory/content");
    assertThat(content.path("observations")).hasSize(1);
    assertThat(content.path("symptom").asText()).isEqualTo("Payments times out");
    assertThat(arm("recall", "pool at 100").ok().out()).contains("Payments times out");
  }

  @Test
  void aRejectionNeedsAReasonIsShownAndLearned() throws IOException {
    String draft = update(resolved("Raise hikari to 200"));
    assertThat(arm("drafts", "reject", draft).code()).isEqualTo(2);

    arm("drafts", "reject", draft, "--reason", "the database cannot take it", "--by", "erin").ok();

    assertThat(arm("drafts", "list", "--rejected").ok().out())
        .contains("Pool of payments exhausted", "erin: the database cannot take it");
    JsonNode again = resolved("Raise hikari to 200").path("drafts").path(1);
    assertThat(again.path("how").asText()).isEqualTo("rejected");
    assertThat(again.path("reason").asText()).isEqualTo("the database cannot take it");
  }

  @Test
  void aRunbookThatChangedMeanwhileIsShownAnew() throws IOException {
    String draft = update(resolved("Raise hikari to 200"));
    Files.writeString(
        folder.resolve("pool.md"), RUNBOOK.replace("# Pool", "<!-- reviewed -->\n# Pool"));
    arm("ingest", folder.resolve("pool.md")).ok();

    Ran first = arm("drafts", "approve", draft);

    assertThat(first.code()).isEqualTo(1);
    assertThat(first.err()).contains("changed meanwhile");
    assertThat(first.out()).contains("(version 2)", "+1. Raise hikari to 200");
    arm("drafts", "approve", draft).ok();
    assertThat(json("memory", "get", runbook).path("memory").toString())
        .contains("<!-- reviewed -->", "Raise hikari to 200");
  }

  @Test
  void whoLeftIsNotWaitedFor() throws IOException {
    resolved("Raise hikari to 200");
    Path left = folder.resolve("left.txt");
    Files.writeString(left, "dana\nerin\n");

    assertThat(arm("drafts", "list", "--owner", "dana", "--left", left).code()).isEqualTo(1);
    assertThat(arm("drafts", "list", "--unowned", "--left", left).ok().out())
        .contains("nobody in particular");
  }
}
