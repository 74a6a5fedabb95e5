package io.runbookmemory.examples.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the projects to copy, which {@code .ci/samples} builds, to this build. */
class SamplesTest {

  private static final Path SAMPLES = Path.of("samples");

  /** What is of the same version here, where it has another name there. */
  private static final Map<String, String> NAMES =
      Map.of(
          "jackson-bom.version", "jackson.version",
          "jackson-2-bom.version", "jackson.version",
          "spring-ai.version", "spring-ai-tools.version");

  static Stream<Path> samples() throws IOException {
    try (Stream<Path> folders = Files.list(SAMPLES)) {
      return folders.filter(folder -> Files.exists(folder.resolve("pom.xml"))).toList().stream();
    }
  }

  /** Returns the versions of a pom's properties and plugins, by their names. */
  private static Map<String, String> versions(Path pom) throws IOException {
    String text = Files.readString(pom);
    Map<String, String> versions = new HashMap<>();
    Stream.of(
            "<([\\w.-]+\\.version)>([^<$]+)</",
            "<artifactId>(maven-[\\w-]+-plugin)</artifactId>\\s*<version>([^<$]+)</")
        .flatMap(pattern -> Pattern.compile(pattern).matcher(text).results())
        .forEach(found -> versions.put(name(found), found.group(2)));
    return versions;
  }

  private static String name(MatchResult found) {
    String name = found.group(1);
    return name.endsWith(".version") ? name : name + ".version";
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aSampleHasTheVersionsOfThisBuild(Path sample) throws IOException {
    String parent = Files.readString(Path.of("../pom.xml"));
    Matcher own =
        Pattern.compile("<artifactId>arm-parent</artifactId>\\s*<version>(.*?)</").matcher(parent);
    assertThat(own.find()).isTrue();
    Map<String, String> here = versions(Path.of("../pom.xml"));
    Map<String, String> there = versions(sample.resolve("pom.xml"));

    assertThat(there).containsEntry("arm.version", own.group(1));
    there.forEach(
        (name, version) ->
            Optional.ofNullable(here.get(NAMES.getOrDefault(name, name)))
                .ifPresent(same -> assertThat(version).as(name).isEqualTo(same)));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aSampleIsExplainedAndListed(Path sample) throws IOException {
    assertThat(Files.readString(sample.resolve("README.md"))).contains("```\nmvn test");
    assertThat(Files.readString(Path.of("../README.md")))
        .contains("(arm-examples/samples/" + sample.getFileName() + ")");
  }

  @ParameterizedTest
  @CsvSource({"langchain4j, LangChain4jTools", "spring-ai, SpringAiTools"})
  void whatASampleHasCopiedIsWhatIsTestedHere(String sample, String type) throws IOException {
    Path here = Path.of("src/main/java/io/runbookmemory/examples/agent", type + ".java");
    Path there = SAMPLES.resolve(sample).resolve("src/main/java/shop/harbor");

    assertThat(Files.readString(there.resolve(type + ".java")))
        .isEqualTo(
            Files.readString(here)
                .replace("package io.runbookmemory.examples.agent;", "package shop.harbor;"));
  }

  @Test
  void thereAreSixSamples() throws IOException {
    assertThat(samples()).hasSize(6);
  }
}
