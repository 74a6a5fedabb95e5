package io.runbookmemory.connectors.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.runbookmemory.connectors.resource.ResourceFormat;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.json.MemoryJson;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryFilesTest {

  private static final String DOCUMENT = "{\"id\":\"a\",\"title\":\"t\",\"text\":\"x\"}\n";

  private final MemoryFiles files =
      new MemoryFiles(
          new MemoryJson.Defaults(
              Tenant.DEFAULT, "wiki", Instant.parse("2026-11-12T12:00:00Z"), Environments.DEFAULT));

  @TempDir private Path folder;

  @Test
  void aFolderIsReadToItsDepthInTheOrderOfNames() throws IOException {
    write("b.md", "# b");
    write("a/z.markdown", "# z");
    write("a/deep/x.MD", "# x");
    write("c.ndjson", DOCUMENT);
    write("d.jsonl", DOCUMENT.replace("\"a\"", "\"d\""));

    assertThat(keys(folder)).containsExactly("a/deep/x.MD", "a/z.markdown", "b.md", "a", "d");
  }

  @Test
  void aFolderLeavesOutWhatIsHiddenOfAnotherKindOrAboutItself() throws IOException {
    write("a.md", "# a");
    write("license-server-down.md", "# l");
    write(".git/b.md", "# b");
    write(".c.md", "# c");
    write("README.de.md", "# r");
    write("sub/Contributing.md", "# d");
    write("CHANGELOG.markdown", "# e");
    write("LICENSE.md", "# f");
    write("notes.txt", "g");
    write("md", "h");

    assertThat(keys(folder)).containsExactly("a.md", "license-server-down.md");
  }

  @Test
  void aFileThatIsNamedIsReadWhateverItsName() throws IOException {
    Path readme = write("docs/README.md", "# r");

    assertThat(keys(readme)).containsExactly("README.md");
    assertThat(read(readme).getFirst().place()).isEqualTo(readme.toString());
  }

  @Test
  void aFileOfAnotherKindIsRefusedIfItIsNamed() throws IOException {
    Path file = write("notes.txt", "words");
    refuses(
        file,
        file.toString(),
        "must be one of *.md, *.markdown, *.jsonl, *.ndjson, *.yaml, *.yml, *.json, *.csv, *.prom,"
            + " got another");
  }

  @Test
  void resourceFactsAreReadFromWhatLooksLikeThemAndTheRestOfAFolderIsLeftAlone()
      throws IOException {
    Path table = write("a.csv", "from,to\ncheckout,payments\n");
    write("b.csv", "timestamp,good,total\n");
    write("c.yaml", "services: {}\n");
    write("d.md", "# d");

    assertThat(keys(folder)).containsExactly("resource/checkout depends on payments", "d.md");
    assertThat(read(table).getFirst().place()).isEqualTo(table + ":2");
    refuses(
        folder.resolve("c.yaml"),
        folder.resolve("c.yaml").toString(),
        "must hold kubernetes, backstage, service-graph, csv facts or alerting rules, got none");
  }

  @Test
  void aWrongRowRefusesTheWholeFileOfFacts() throws IOException {
    Path table = write("a.csv", "from,to\ncheckout,payments\ncheckout\n");
    refuses(table, table + ":3", "a row must have 2 fields");
  }

  @Test
  void aFormatThatIsToldHoldsForEveryFile() throws IOException {
    write("sub/a.csv", "source,target\na,b\n");
    write("sub/b.md", "# b");
    Path table = write("table.txt", "from,to\nc,d\n");
    MemoryFiles told =
        new MemoryFiles(
            new MemoryJson.Defaults(
                Tenant.DEFAULT, "x", Instant.parse("2026-11-12T12:00:00Z"), Environments.DEFAULT),
            ResourceFormat.CSV);
    List<Ingested> read = new ArrayList<>();
    told.read(folder.resolve("sub"), read::add);
    told.read(table, read::add);

    assertThat(read)
        .map(one -> ((Ingested.Read) one).memory().title())
        .containsExactly("a depends on b", "c depends on d");
  }

  @Test
  void linksToFilesAreFollowedAndLinksToFoldersAreNot() throws IOException {
    Path real = write("..data/a.md", "# a");
    write("sub/b.md", "# b");
    Files.createSymbolicLink(folder.resolve("a.md"), real);
    Files.createSymbolicLink(folder.resolve("sub/loop"), folder);

    assertThat(keys(folder)).containsExactly("a.md", "sub/b.md");
    assertThat(keys(Files.createSymbolicLink(folder.resolve("link"), folder.resolve("sub"))))
        .containsExactly("b.md");
  }

  @Test
  void whatCannotBeReadIsRefusedAndTheRestGoesOn() throws IOException {
    Files.createSymbolicLink(folder.resolve("a.md"), folder.resolve("gone.md"));
    Path latin = folder.resolve("b.md");
    Files.write(latin, "# b\n\ncaf\u00e9".getBytes(ISO_8859_1));
    write("c.md", "---\nenv: moon\n---\nx");
    write("d.md", "# d");

    List<Ingested> all = read(folder);
    assertThat(all).hasSize(4);
    assertThat(all.get(0))
        .isEqualTo(refused(folder.resolve("a.md").toString(), "must exist, got no such file"));
    assertThat(all.get(1))
        .isEqualTo(refused(latin + ":3", "must be UTF-8, got bytes that are not"));
    assertThat(all.get(2))
        .isEqualTo(
            refused(
                folder.resolve("c.md") + ":2",
                "env must be one of prod, staging, dev, got \"moon\""));
    assertThat(all.get(3)).isInstanceOf(Ingested.Read.class);
  }

  @Test
  void whatIsNotThereOrHoldsNothingIsRefused() throws IOException {
    Path gone = folder.resolve("gone.md");
    refuses(gone, gone.toString(), "must exist, got no such file");
    refuses(folder, folder.toString(), "must hold files to read, got none of *.md");
    Path empty = write("empty.jsonl", "\n \r\n");
    refuses(empty, empty.toString(), "must not be empty");
    Path blank = write("empty.md", "");
    refuses(blank, blank.toString(), "must not be empty");
  }

  @Test
  void aBinaryFileIsRefusedOnce() throws IOException {
    Path binary = folder.resolve("x.jsonl");
    Files.write(binary, "a\n\0\n\n\0b\n".getBytes(ISO_8859_1));
    refuses(binary, binary.toString(), "must be UTF-8 text, got NUL bytes");
    Path wide = folder.resolve("x.md");
    Files.write(wide, "\uFEFF# title".getBytes(UTF_16LE));
    refuses(wide, wide.toString(), "must be UTF-8 text, got NUL bytes: a binary file, or UTF-16");
  }

  @Test
  void eachWrongLineIsRefusedWithItsNumber() throws IOException {
    Path file = folder.resolve("x.jsonl");
    Files.write(
        file,
        ("\uFEFF" + DOCUMENT.replace("\n", "\r\n") + "\n{\"id\":\"b\"\n[]\n").getBytes(UTF_8));
    Files.write(
        file,
        "{\"id\":\"\u00e9\",\"text\":\"x\"}\n{\"id\":\"z\",\"text\":\"x\"}".getBytes(ISO_8859_1),
        StandardOpenOption.APPEND);

    assertThat(read(file))
        .extracting(Ingested::place)
        .containsExactly(file + ":1", file + ":3", file + ":4", file + ":5", file + ":6");
    assertThat(read(file))
        .filteredOn(Ingested.Refused.class::isInstance)
        .extracting(one -> ((Ingested.Refused) one).reason())
        .satisfiesExactly(
            reason -> assertThat(reason).startsWith("is not JSON at column "),
            reason -> assertThat(reason).isEqualTo("must be a JSON object, got an array"),
            reason -> assertThat(reason).isEqualTo("must be UTF-8, got bytes that are not"));
  }

  @Test
  void aDocumentThatIsTooLargeIsRefusedAndALargeFileOfSmallLinesIsNot() throws IOException {
    Path page = folder.resolve("large.md");
    Path lines = folder.resolve("large.jsonl");
    String block = "x".repeat(1 << 20);
    try (BufferedWriter markdown = Files.newBufferedWriter(page);
        BufferedWriter json = Files.newBufferedWriter(lines)) {
      json.write(DOCUMENT);
      for (int i = 0; i < 17; i++) {
        markdown.write(block);
        json.write(block);
      }
      json.write("\n");
      for (int i = 0; i < 17; i++) {
        json.write("{\"id\":\"" + i + "\",\"title\":\"t\",\"text\":\"" + block + "\"}\n");
      }
    }

    refuses(page, page.toString(), "must be at most 16777216 bytes, got more");
    List<Ingested> read = read(lines);
    assertThat(read).hasSize(19);
    assertThat(read.get(1))
        .isEqualTo(
            refused(lines + ":2", "a line must be at most 16777216 bytes, got " + (17 << 20)));
    assertThat(read.get(18).place()).isEqualTo(lines + ":19");
  }

  @Test
  void progressRisesToAllBytes() throws IOException {
    write("a.md", "# a");
    write("b.jsonl", DOCUMENT + "\n" + DOCUMENT + "\n");
    write("c.txt", "not counted");
    List<Long> progress = new ArrayList<>();
    files.read(folder, one -> {}, progress::add);

    assertThat(files.bytes(folder)).isEqualTo(3 + 2L * DOCUMENT.length() + 2);
    assertThat(progress).isSorted().contains(3L + DOCUMENT.length()).endsWith(files.bytes(folder));
    assertThat(files.bytes(folder.resolve("gone"))).isZero();
  }

  @Test
  void whatTheSinkThrowsEndsTheReading() throws IOException {
    Path file = write("a.jsonl", DOCUMENT);
    InvalidInputException fault = new InvalidInputException("the sink", "is full");

    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(
            () ->
                files.read(
                    file,
                    one -> {
                      throw fault;
                    }))
        .isSameAs(fault);
  }

  private List<String> keys(Path path) {
    return read(path).stream()
        .map(one -> (Ingested.Read) one)
        .map(one -> String.valueOf(one.memory().provenance().key()))
        .toList();
  }

  private void refuses(Path path, String place, String reason) {
    assertThat(read(path))
        .singleElement()
        .isInstanceOfSatisfying(
            Ingested.Refused.class,
            refused -> {
              assertThat(refused.place()).isEqualTo(place);
              assertThat(refused.reason()).startsWith(reason);
            });
  }

  private static Ingested refused(String place, String reason) {
    return new Ingested.Refused(place, reason);
  }

  private List<Ingested> read(Path path) {
    List<Ingested> all = new ArrayList<>();
    files.read(path, all::add);
    return all;
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
