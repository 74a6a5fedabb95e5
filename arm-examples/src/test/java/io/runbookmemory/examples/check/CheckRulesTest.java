package io.runbookmemory.examples.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules, and the queries of the runbooks, in the eyes of Prometheus' own tool. */
class CheckRulesTest {

  private static final Pattern QUERY = Pattern.compile("```promql\n *(.+)\n");

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void promtoolIsThere() throws IOException {
    boolean there =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
            .anyMatch(place -> Files.isExecutable(Path.of(place, "promtool")));
    String advice = "promtool is not on the PATH; install Debian's package prometheus";
    if (!there && System.getenv("CI") != null) {
      Assertions.fail(advice);
    }
    Assumptions.assumeTrue(there, advice);
    Files.createDirectories(folder.resolve("rules"));
    for (Path rules : CheckFiles.in(CheckFiles.SHIPPED.resolve("rules"))) {
      Files.copy(rules, folder.resolve("rules").resolve(CheckFiles.nameOf(rules)));
    }
    for (Path test : CheckFiles.in(CheckFiles.TESTS)) {
      Files.copy(test, folder.resolve(CheckFiles.nameOf(test)));
    }
  }

  @Test
  void everyRuleFileIsValid() throws IOException, InterruptedException {
    List<String> files = new ArrayList<>();
    for (Path rules : CheckFiles.in(folder.resolve("rules"))) {
      files.add("rules/" + CheckFiles.nameOf(rules));
    }

    assertThat(files).hasSizeGreaterThanOrEqualTo(13);
    assertThat(promtool("check", "rules", files)).doesNotContain("duplicate", "FAILED");
  }

  @Test
  void everyRuleFiresWhenItMustAndIsSilentOtherwise() throws IOException, InterruptedException {
    List<String> tests = CheckFiles.in(CheckFiles.TESTS).stream().map(CheckFiles::nameOf).toList();

    assertThat(promtool("test", "rules", tests).lines().filter(line -> line.contains("SUCCESS")))
        .hasSameSizeAs(tests);
  }

  @Test
  void everyQueryOfARunbookIsOne() throws IOException, InterruptedException {
    StringBuilder rules = new StringBuilder("groups:\n- name: queries\n  rules:\n");
    int queries = 0;
    for (Path runbook : CheckFiles.in(CheckFiles.SHIPPED.resolve("runbooks"))) {
      Matcher query = QUERY.matcher(Files.readString(runbook));
      while (query.find()) {
        rules
            .append("  - record: query_")
            .append(queries++)
            .append("\n    expr: '")
            .append(query.group(1).replace("'", "''"))
            .append("'\n");
      }
    }
    Files.writeString(folder.resolve("queries.yaml"), rules);

    assertThat(queries).isGreaterThan(53);
    assertThat(promtool("check", "rules", List.of("queries.yaml"))).contains(queries + " rules");
  }

  private String promtool(String verb, String what, List<String> files)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("promtool", verb, what));
    command.addAll(files);
    Path output = folder.resolve("output.txt");
    int status =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start()
            .waitFor();
    String printed = Files.readString(output);
    assertThat(status).as(printed).isZero();
    return printed;
  }
}
