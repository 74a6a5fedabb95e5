package io.runbookmemory.examples.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Holds docs/tools.md to the code that a test runs. */
final class Page {

  private Page() {}

  static void shows(String region, String test) throws IOException {
    String page = Files.readString(Path.of("..", "docs", "tools.md"));
    String shown =
        page.split("The region `%s` of %s".formatted(region, test), 2)[1].split("```", 3)[1];
    String ran =
        Files.readString(
                Path.of("src", "test", "java", "io", "runbookmemory", "examples", "agent")
                    .resolve(test + ".java"))
            .split("// region " + region + "\n", 2)[1]
            .split("// endregion", 2)[0];
    assertThat(words(shown.substring("java".length()))).as(region).isEqualTo(words(ran));
  }

  private static List<String> words(String code) {
    return code.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }
}
