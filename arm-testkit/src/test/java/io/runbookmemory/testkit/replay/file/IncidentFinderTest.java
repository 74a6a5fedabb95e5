package io.runbookmemory.testkit.replay.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.replay.incident.IncidentProblem;
import io.runbookmemory.replay.incident.ReplayIncident;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncidentFinderTest {

  private static final Path NIGHT = Path.of("src/test/resources/replay/night");

  @TempDir Path temp;

  @Test
  void filesOfAJarAreReadWithTheirSeries() throws IOException {
    Path jar = temp.resolve("night.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      entries.putNextEntry(new JarEntry("packed/"));
      for (String name : List.of("inc-7.json", "inc-8.json", "checkout.csv")) {
        entries.putNextEntry(new JarEntry("packed/" + name));
        entries.write(Files.readAllBytes(NIGHT.resolve(name)));
      }
    }
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
      List<FoundIncident> found = IncidentFinder.find(List.of("packed/**.json"), loader);

      assertThat(found).extracting(FoundIncident::title).hasSize(2);
      ReplayIncident first = found.getFirst().incident();
      assertThat(first.slis().getFirst().samples(first.from(), first.to())).hasSize(89);
      assertThatThrownBy(() -> IncidentFinder.find(List.of("packed/*.jsonl"), loader))
          .hasMessageContaining("class path: " + jar + "!/packed");
    }
  }

  @Test
  void whatAFileBesideItHoldsIsKnownHereToo() throws IOException {
    FoundIncident alone = IncidentFinder.read(List.of(NIGHT.resolve("inc-8.json"))).getFirst();

    assertThat(alone.incident().known())
        .singleElement()
        .satisfies(one -> assertThat(one.memory()).isNotNull());
    Path elsewhere = Files.copy(NIGHT.resolve("inc-8.json"), temp.resolve("inc-8.json"));
    assertThat(problem(elsewhere))
        .hasToString(
            elsewhere
                + ":11: /known: names a memory that neither a file beside it nor one that is"
                + " replayed with it holds, got RB-9");
    assertThat(IncidentFinder.read(List.of(elsewhere, NIGHT.resolve("inc-7.json"))))
        .allSatisfy(one -> assertThat(one.checked().problems()).isEmpty());
  }

  private static IncidentProblem problem(Path file) {
    return IncidentFinder.read(List.of(file)).getFirst().checked().problems().getFirst();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "timestamp,good;the first line must name the column total once, got [timestamp, good]",
        "timestamp,good,total;must have a row in the incident's window",
        "timestamp,good,total|2026-03-14T02:31:00Z,1;:2: a row must have 3 fields",
        "timestamp,good,total|2026-03-14T02:31:00Z,x,1;:2: good must be a whole number, got \"x\"",
        "timestamp,good,total|02:31,1,1;:2: timestamp must be ISO-8601 with an offset",
        "timestamp,good,total|2026-03-14T02:31:00Z,2,1;:2: good must be",
      })
  void aSeriesThatBreaksARuleIsAProblemOfTheFile(String csv, String rule) throws IOException {
    Path file = Files.copy(NIGHT.resolve("inc-7.json"), temp.resolve("inc-7.json"));
    Files.writeString(temp.resolve("checkout.csv"), csv.replace('|', '\n') + "\n");

    IncidentProblem problem = problem(file);
    assertThat(problem.line()).isEqualTo(12);
    assertThat(problem.path()).isEqualTo("/slis/0/file");
    assertThat(problem.rule()).contains("checkout.csv", rule);
  }

  @Test
  void aSeriesThatIsNotThereIsAProblemOfTheFile() throws IOException {
    Path file = Files.copy(NIGHT.resolve("inc-7.json"), temp.resolve("inc-7.json"));

    assertThat(problem(file).rule()).isEqualTo(temp.resolve("checkout.csv") + ": is not there");
  }

  @Test
  void aFolderWithoutIncidentsIsRefused() {
    assertThatThrownBy(() -> IncidentFinder.read(List.of(temp)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(temp.toString());
  }
}
