package io.runbookmemory.testkit.replay;

import static io.runbookmemory.testkit.replay.ReplayAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the template that users copy to this build and to the page that shows it. */
class ReplaySampleTest {

  private static final Path SAMPLE = Path.of("../arm-examples/samples/replay-junit");

  private static String only(String pattern, Path file) throws IOException {
    Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(Files.readString(file));
    assertThat(matcher.find()).as(pattern + " in " + file).isTrue();
    return matcher.group(1);
  }

  @Test
  void theTemplateHasTheVersionsOfThisBuild() throws IOException {
    Path pom = SAMPLE.resolve("pom.xml");
    Path parent = Path.of("../pom.xml");

    assertThat(only("<arm.version>(.*?)</", pom))
        .isEqualTo(only("<artifactId>arm-parent</artifactId>\\s*<version>(.*?)</", parent));
    assertThat(only("<junit.version>(.*?)</", pom))
        .isEqualTo(only("<junit.version>(.*?)</", parent));
    for (String plugin : new String[] {"maven-compiler-plugin", "maven-surefire-plugin"}) {
      assertThat(only("<artifactId>" + plugin + "</artifactId>\\s*<version>(.*?)</", pom))
          .isEqualTo(only("<" + plugin + ".version>(.*?)</", parent));
    }
  }

  @Test
  void thePageShowsItsTest() throws IOException {
    Path test = SAMPLE.resolve("src/test/java/shop/harbor/IncidentsTest.java");

    assertThat(Files.readString(test))
        .endsWith("\n" + only("```java\n(.*?)```", Path.of("../docs/replay.md")));
  }

  @Test
  void thePageShowsAFailureThatIsTested() throws IOException {
    String shown = only("happened around it:\n\n```\n(.*?)```", Path.of("../docs/replay.md"));
    Path test = Path.of("src/test/java/io/runbookmemory/testkit/replay/ReplayAssertionsTest.java");

    assertThat(Files.readString(test)).contains(shown.indent(8).replaceAll("(?m)^ +$", ""));
  }

  @Test
  void itsIncidentsComeToWhatTheyExpect() {
    IncidentReplay all = IncidentReplay.of(SAMPLE.resolve("src/test/resources/incidents"));

    assertThat(all).meetsExpectations().noWorseThanBefore();
    assertThat(all.incidents()).hasSize(3);
  }
}
