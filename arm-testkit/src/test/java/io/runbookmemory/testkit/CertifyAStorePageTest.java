package io.runbookmemory.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the page on certifying a store to a test that runs. */
class CertifyAStorePageTest {

  private static final Path PAGE = Path.of("../docs/certify-a-store.md");

  @Test
  void thePageShowsClassesThatRun() throws IOException {
    List<String> shown =
        Pattern.compile("(?s)```java\n(.*?)```")
            .matcher(Files.readString(PAGE))
            .results()
            .map(block -> block.group(1))
            .toList();
    List<String> here = List.of("ExactMemoryStoreTest", "ledger/ExactLedgerStoreTest");

    assertThat(shown).hasSameSizeAs(here);
    for (int i = 0; i < here.size(); i++) {
      Path test = Path.of("src/test/java/io/runbookmemory/testkit", here.get(i) + ".java");
      assertThat(Files.readString(test)).endsWith("\n" + shown.get(i));
    }
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
