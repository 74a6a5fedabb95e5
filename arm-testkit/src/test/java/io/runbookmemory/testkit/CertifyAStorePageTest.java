package io.runbookmemory.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the page on certifying a store to a test that runs. */
class CertifyAStorePageTest {

  private static final Path PAGE = Path.of("../docs/certify-a-store.md");

  @Test
  void thePageShowsAClassThatRuns() throws IOException {
    String shown = first("(?s)```java\n(.*?)```", Files.readString(PAGE));
    Path here = Path.of("src/test/java/io/runbookmemory/testkit/ExactMemoryStoreTest.java");

    assertThat(Files.readString(here)).endsWith("\n" + shown);
  }

  @Test
  void thePageDependsOnThisVersion() throws IOException {
    String version = "<version>(.*?)</version>";

    assertThat(first(version, Files.readString(PAGE)))
        .isEqualTo(first(version, Files.readString(Path.of("pom.xml"))));
  }

  private static String first(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group(1);
  }
}
