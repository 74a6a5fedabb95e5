package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.lucene.LuceneMemoryStore;
import io.runbookmemory.onnx.OnnxEmbeddingModel;
import io.runbookmemory.recall.Recall;
import io.runbookmemory.recall.Recollection;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.recall.context.ContextBudget;
import io.runbookmemory.recall.context.ContextForm;
import io.runbookmemory.recall.context.RecallContext;
import io.runbookmemory.recall.receipt.Receipt;
import io.runbookmemory.store.MemoryStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Holds the README to what there is. */
class ReadmeExampleTest {

  private static final Path ROOT = Path.of("..");

  /** A command as the README writes it: its words, such as {@code memory get|list}, and options. */
  private static final Pattern COMMAND = Pattern.compile("\\./arm (\\S.*?)(?= {2}|$)");

  @TempDir Path directory;

  @Test
  void theTenLinesRecallWhatTheyRemember() {
    assertThat(printed(this::tenLines))
        .contains("Database pool exhausted on the primary")
        .contains("meaning");
  }

  private void tenLines() {
    // region ten-lines
    try (EmbeddingModel model = OnnxEmbeddingModel.bundled();
        MemoryStore store = LuceneMemoryStore.open(directory);
        RunbookMemory arm = RunbookMemory.builder(store).model(model).build()) {
      arm.remember(
          "Database pool exhausted on the primary, 503s since 02:47. Fix: raised max connections"
              + " from 100 to 200. Cause: the flag service leaks connections.");
      Recall recall = arm.recall("503s at checkout: too many connections to the database");
      for (Recollection one : recall.recollections()) {
        System.out.println(one.memory().title() + " " + one.why());
      }
    }
    // endregion
  }

  @Test
  void aRecallBecomesAPromptAndAReceiptThatReplays() {
    try (MemoryStore store = LuceneMemoryStore.open(directory);
        RunbookMemory arm = RunbookMemory.builder(store).build()) {
      arm.remember("503s at checkout: the pool was exhausted. Fix: recycled it.");
      assertThat(sayAndProve(arm, Instant.parse("2026-05-12T02:41:00Z"))).isEmpty();
    }
  }

  private static List<String> sayAndProve(RunbookMemory arm, Instant now) {
    // region say-and-prove
    Situation situation = Situation.builder("503s at checkout", now).service("checkout").build();
    Recall recall = arm.recall(situation);
    String prompt = RecallContext.render(recall, ContextBudget.tokens(1_000), ContextForm.MARKDOWN);
    Receipt receipt = Receipt.of(situation, recall, new PatternRedactor());
    Receipt replayed =
        Receipt.of(situation, arm.recall(receipt.situation()), new PatternRedactor());
    List<String> changed = receipt.differencesTo(replayed);
    // endregion
    assertThat(prompt).contains("recycled it");
    return changed;
  }

  private static String printed(Runnable code) {
    PrintStream before = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      code.run();
    } finally {
      System.setOut(before);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void theReadmeShowsTheLinesThatRan() throws IOException {
    Path here = Path.of("src/test/java", getClass().getName().replace('.', '/') + ".java");
    for (String name : List.of("ten-lines", "say-and-prove")) {
      String region = between(Files.readString(here), "// region " + name + "\n", "// endregion");
      String block =
          between(readme().substring(readme().indexOf("`" + name + "`")), "```java\n", "\n```");

      assertThat(lines(block)).hasSizeGreaterThanOrEqualTo(7).isEqualTo(lines(region));
    }
  }

  @Test
  void whatTheReadmeDependsOnIsAModuleOfThisVersion() throws IOException {
    String parent = Files.readString(ROOT.resolve("pom.xml"));
    String version = between(parent, "<version>", "</version>");
    List<String> modules = group(parent, "<module>(.*?)</module>");
    String snippet = readmeBlock("xml");

    assertThat(group(snippet, "<artifactId>(.*?)</artifactId>"))
        .contains("arm-core")
        .isSubsetOf(modules);
    assertThat(group(snippet, "<groupId>(.*?)</groupId>")).containsOnly("io.runbookmemory");
    assertThat(group(snippet, "<version>(.*?)</version>")).containsOnly(version);
  }

  @Test
  void theCommandsOfTheReadmeExistWithTheirOptions() throws IOException {
    String section = between(readme(), "## The command line", "\n## ");
    List<String> commands = group(section, COMMAND.pattern());
    assertThat(commands).hasSizeGreaterThanOrEqualTo(8);

    for (String command : commands) {
      String[] words = command.split(" ", -1);
      for (String name : words[0].split("\\|", -1)) {
        CommandLine found = subcommand(new CommandLine(new Arm()), name);
        Set<String> options = new HashSet<>(found.getCommandSpec().optionsMap().keySet());
        if (!found.getSubcommands().isEmpty() && !words[1].startsWith("--")) {
          for (String below : words[1].split("\\|", -1)) {
            options.addAll(subcommand(found, below).getCommandSpec().optionsMap().keySet());
          }
        }
        assertThat(options).containsAll(group(command, "(--[a-z-]+)"));
      }
    }
  }

  @Test
  void theReadmeLeavesNoCommandOut() throws IOException {
    String readme = readme();
    assertThat(new CommandLine(new Arm()).getSubcommands().keySet())
        .allSatisfy(
            name ->
                assertThat(readme).containsPattern("\\./arm (\\w+\\|)?" + name + "\\b|\\|" + name));
  }

  private static CommandLine subcommand(CommandLine of, String name) {
    assertThat(of.getSubcommands()).containsKey(name);
    return Objects.requireNonNull(of.getSubcommands().get(name));
  }

  private static String readme() throws IOException {
    return Files.readString(ROOT.resolve("README.md"));
  }

  private static String readmeBlock(String language) throws IOException {
    return between(readme(), "```" + language + "\n", "```");
  }

  private static String between(String text, String begin, String end) {
    int from = text.indexOf(begin);
    assertThat(from).as("a place that begins with %s", begin).isNotNegative();
    int start = from + begin.length();
    return text.substring(start, text.indexOf(end, start));
  }

  private static List<String> lines(String text) {
    return text.stripIndent().strip().lines().map(String::strip).toList();
  }

  private static List<String> group(String text, String pattern) {
    return Pattern.compile(pattern, Pattern.MULTILINE)
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }
}
