package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code arm checks}. */
class ChecksCommandTest {

  @TempDir Path temp;

  @Test
  void listsEveryCheckForPeopleAndPrograms() throws IOException {
    JsonNode all = new ObjectMapper().readTree(Ran.arm("checks", "list", "--json").ok().out());

    assertThat(all).hasSizeGreaterThan(50);
    assertThat(all.findValuesAsText("name")).contains("ArgoSyncDrift", "ErrorBudgetBurn");
    assertThat(Ran.arm("checks", "list").ok().out())
        .containsPattern("VolumeFull +critical +5m  volume");
  }

  @Test
  void showsTheRulesAndTheRunbookOfOne() {
    assertThat(Ran.arm("checks", "show", "volumefull").ok().out())
        .contains("VolumeFull of rules/resources.yaml", "> 0.95", "# A persistent volume is full");
    Ran.arm("checks", "show", "Nonsense").refused(1, "Nonsense", "arm checks list");
  }

  @Test
  void exportsWhatPrometheusAndGrafanaTakeAndKeepsWhatWasChanged() throws IOException {
    Path folder = temp.resolve("checks");
    Ran.arm("checks", "export", folder).ok();
    assertThat(folder.resolve("dashboards/arm-daemon.json")).exists();
    assertThat(folder.resolve("runbooks/volume-full.md")).exists();
    Path rules = folder.resolve("rules/resources.yaml");
    String shipped = Files.readString(rules);
    Files.writeString(rules, shipped.replace("> 0.95", "> 0.9"));

    Ran again = Ran.arm("checks", "export", folder);
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).contains("resources.yaml differs and was kept");
    assertThat(again.out()).startsWith("0 files written");
    assertThat(rules).content().contains("> 0.9'").isNotEqualTo(shipped);

    Ran.arm("checks", "export", folder, "--overwrite").ok();
    assertThat(rules).hasContent(shipped);
  }

  @Test
  void aFileIsNoFolderToExportTo() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "");
    Ran.arm("checks", "export", file).refused(2, "DIR must be a folder");
  }

  @Test
  void installsTheRunbooksOnce() {
    String store = "sqlite:" + temp.resolve("store.db");

    assertThat(Ran.arm("checks", "install", "--store", store).ok().out()).contains("56 added");
    assertThat(Ran.arm("checks", "install", "--store", store).ok().out())
        .contains("0 added", "56 unchanged");
    assertThat(
            Ran.arm("recall", "ArgoSyncDrift", "--store", store, "--deadline", "60000").ok().out())
        .contains("An Argo CD application is out of sync");
  }
}
