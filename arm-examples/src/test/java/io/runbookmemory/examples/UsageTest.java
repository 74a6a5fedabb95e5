package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Wrong usage ends with 2, one message and where to read on; help is everywhere. */
class UsageTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "fly",
        "recall --store memory:",
        "recall --store memory: ~",
        "recall --store memory: words -k 0",
        "recall --store memory: words -k few",
        "recall --store memory: words --deadline 0",
        "recall --store memory: words --env mars",
        "recall --store memory: words --wings",
        "recall --store memory: words --context 0",
        "recall --store memory: words --context few",
        "recall --store memory: words --tenant ~",
        "plan --store memory:",
        "plan --store memory: words --slo only.yaml",
        "serve --port 70000",
        "serve --port many",
        "remember --store memory:",
        "remember --store memory: ~",
        "remember --store memory: words --env mars",
        "ingest --store memory:",
        "ingest --store memory: /no/such/path",
        "classify --slo only.yaml",
        "classify --slo a.yaml --series b.csv --prometheus http://localhost:1",
        "classify --slo a.yaml --series b.csv --profile best",
        "classify --slo a.yaml --prometheus http://localhost:1 --since ever",
        "classify --slo a.yaml --series b.csv --total all",
        "slo",
        "slo validate",
        "slo rules",
        "slo budget --slo a.yaml",
        "demo --json",
        "memory",
        "memory fly",
        "memory get --store memory:",
        "memory get --store memory: not-an-id",
        "memory delete --store memory:",
        "memory merge --store memory:",
        "memory duplicates --store memory: --min-words 2",
        "memory history --store memory: not-an-id",
        "ingest --store memory: --as terraform .",
        "memory graph --store memory: --hops 0",
        "memory list --store memory: --page-size 0",
        "memory list --store memory: --after not-an-id",
        "export --store memory:",
        "import --store memory:",
        "eval --store memory:"
      })
  void isRefused(String line) {
    Object[] words =
        Stream.of(line.split(" ", -1))
            .filter(word -> !word.isEmpty())
            .map(word -> word.replace('~', ' '))
            .toArray();
    Ran ran = Ran.arm(words);

    ran.refused(2);
    assertThat(ran.err().lines().filter(one -> one.startsWith("arm: see arm"))).hasSizeLessThan(2);
    assertThat(ran.err().lines()).hasSizeLessThan(6);
  }

  @Test
  void theMessageNamesWhatIsWrongAndWhatIsAllowed() {
    Ran.arm("recall", "words", "--env", "mars").refused(2, "--env", "prod", "\"mars\"");
    Ran.arm("recall", "words", "-k", "0").refused(2, "-k must be at least 1, got 0");
    Ran.arm("recall", "words", "--wings").refused(2, "--wings");
    Ran.arm("memory", "get", "4711").refused(2, "4711");
  }

  @Test
  void theStackTraceIsForWhoAsks() {
    assertThat(Ran.arm("recall", "words", "-k", "0", "--debug").err()).contains("\tat ");
    assertThat(Ran.arm("memory", "stats", "--store", "fish:tank", "--debug").err())
        .contains("\tat ");
  }

  static List<String> everyCommand() {
    List<String> names = new ArrayList<>();
    collect(new CommandLine(new Arm()), names);
    return names;
  }

  private static void collect(CommandLine command, List<String> names) {
    names.add(command.getCommandSpec().qualifiedName());
    command.getSubcommands().values().forEach(below -> collect(below, names));
  }

  @ParameterizedTest
  @MethodSource("everyCommand")
  void helpsAndTellsTheVersion(String command) {
    List<Object> words = new ArrayList<>(List.of(command.split(" ", -1)));
    words.removeFirst();

    words.add("--help");
    Ran help = Ran.arm(words.toArray()).ok();
    assertThat(help.out()).contains("Usage: " + command).contains("--help");
    assertThat(help.err()).isEmpty();

    words.set(words.size() - 1, "--version");
    assertThat(Ran.arm(words.toArray()).ok().out()).startsWith("arm ");
  }

  @Test
  void everyCommandIsLookedAt() {
    assertThat(everyCommand()).hasSizeGreaterThanOrEqualTo(15);
  }
}
