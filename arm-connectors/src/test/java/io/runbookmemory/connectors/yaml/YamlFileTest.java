package io.runbookmemory.connectors.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlFileTest {

  @TempDir private Path folder;

  @Test
  void aFieldKnowsItsPathAndItsLine() throws IOException {
    Path file = write("a: 1\n---\nspec:\n  list:\n  - name: x\n  - name: y\n");
    List<YamlField> documents = YamlFile.documents(file);

    assertThat(documents).hasSize(2);
    YamlField name =
        documents.get(1).require("spec").require("list").items().get(1).require("name");
    assertThat(name.text()).isEqualTo("y");
    assertThat(name.refusal("must be z, got y"))
        .hasMessage(file + ":6: spec.list[1].name must be z, got y");
  }

  @Test
  void emptyDocumentsAndNullFieldsAreLeftOut() throws IOException {
    assertThat(documents("")).isEmpty();
    assertThat(documents("---\n---\n# words\n")).isEmpty();
    assertThat(documents("a:\nb: ~\n").getFirst().find("a")).isEmpty();
    assertThat(documents("a:\nb: ~\n").getFirst().find("b")).isEmpty();
    assertThat(documents("\uFEFFa: 1\n").getFirst().require("a").text()).isEqualTo("1");
  }

  @Test
  void whatIsNoYamlIsRefusedAtItsLine() throws IOException {
    refuses("a: 1\nb: c: d\n", ":2: must be YAML 1.2, got: mapping values are not allowed here");
    refuses("a: 1\nb: [1,\n", ":3: must be YAML 1.2, got: expected the node content");
    refuses("a: *nobody\n", ":1: must be YAML 1.2, got: found undefined alias nobody");
    refuses("a: 1\nb: x\u0001y\n", ":2: must be printable text, got U+0001");
  }

  @Test
  void whatIsNotUtf8IsRefusedAtItsLine() throws IOException {
    Path file = folder.resolve("latin.yaml");
    Files.write(file, "a: 1\nb: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> YamlFile.documents(file))
        .withMessage(file + ":2: must be UTF-8, got bytes that are not");
  }

  @Test
  void aliasesOfAliasesAreRefusedBeforeTheyGrow() throws IOException {
    StringBuilder laughs = new StringBuilder("a0: &a0 [ha, ha]\n");
    for (int i = 1; i <= 30; i++) {
      laughs.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
    }

    refuses(laughs.toString(), ": must be YAML 1.2, got: Number of aliases");
  }

  @Test
  void nestingIsBoundedInEveryStyle() throws IOException {
    refuses("a: 1\n---\n" + "[".repeat(20_000), ":3: YAML must be nested at most 50 deep");
    refuses("- ".repeat(20_000), ":1: YAML must be nested at most 50 deep");
    assertThat(documents("[".repeat(50) + "]".repeat(50))).hasSize(1);
  }

  @Test
  void aFileOverAMegabyteIsRefused() throws IOException {
    String comment = "# 45678901234567\n".repeat(YamlFile.MAX_BYTES / 17 + 1);

    refuses(comment, ": must be at most 1048576 bytes, got more");
  }

  @Test
  void aMissingFileAndAFolderAreMatterOfConfiguration() {
    Path missing = folder.resolve("missing.yaml");

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> YamlFile.documents(missing))
        .withMessage(missing + ": must exist, got no such file");
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> YamlFile.documents(folder))
        .withMessage(folder + ": must be a file, got a directory");
  }

  @Test
  void aFieldOfTheWrongKindIsRefusedWithItsRule() throws IOException {
    YamlField root = documents("text: x\nlist: [1]\nmap: {a: 1}\nblank: ' '\n").getFirst();

    refuses(() -> root.require("text").items(), ":1: text must be a list, got \"x\"");
    refuses(() -> root.require("list").text(), ":2: list must be text, got a list");
    refuses(() -> root.require("list").find("a"), ":2: list must be a mapping, got a list");
    refuses(() -> root.require("map").onlyItem(), ":3: map must be a list, got a mapping");
    refuses(() -> root.require("blank").text(), ":4: blank must not be blank");
    refuses(() -> root.require("text").flag(), ":1: text must be true or false, got \"x\"");
    refuses(() -> root.require("map").require("b"), ":3: map.b must be given");
  }

  @Test
  void aKeyGivenTwiceIsRefused() throws IOException {
    YamlField root = documents("a: 1\na: 2\n").getFirst();

    refuses(() -> root.find("a"), ":2: a must be given once, got a second one");
  }

  @Test
  void aNumberWithAnExponentIsRefused() throws IOException {
    YamlField root = documents("a: 1e999999999\nb: .inf\nc: '0.999'\n").getFirst();

    refuses(() -> root.require("a").decimal(), ":1: a must be a decimal number such as 0.999");
    refuses(() -> root.require("b").decimal(), ":2: b must be a decimal number such as 0.999");
    assertThat(root.require("c").decimal()).isEqualTo("0.999");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("file.yaml"), text);
  }

  private List<YamlField> documents(String text) throws IOException {
    return YamlFile.documents(write(text));
  }

  private void refuses(String text, String message) throws IOException {
    Path file = write(text);
    refuses(() -> YamlFile.documents(file), message);
  }

  private void refuses(Runnable reading, String message) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(reading::run)
        .withMessageStartingWith(folder.resolve("file.yaml") + message);
  }
}
