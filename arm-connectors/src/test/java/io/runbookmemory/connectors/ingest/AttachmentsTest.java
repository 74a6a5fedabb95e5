package io.runbookmemory.connectors.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.json.MemoryJson;
import io.runbookmemory.store.artifact.ArtifactId;
import io.runbookmemory.store.artifact.HeldArtifactStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttachmentsTest {

  private final HeldArtifactStore artifacts = new HeldArtifactStore(10);
  private final MemoryFiles files =
      new MemoryFiles(
              new MemoryJson.Defaults(
                  Tenant.DEFAULT,
                  "wiki",
                  Instant.parse("2026-11-12T12:00:00Z"),
                  Environments.DEFAULT))
          .keeping(artifacts);

  @TempDir private Path outside;
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectories(outside.resolve("wiki"));
  }

  @Test
  void whatAPageLinksToIsKeptAndItsHashFollowsTheText() throws IOException {
    write("img/a b.png", "abc");
    write("fix.sh", "restart");
    write(
        "sub/page.md",
        "# Disk\n\n"
            + "![graph](../img/a%20b.png) and [fix](<../fix.sh> \"x\"), again [fix](../fix.sh)");
    Ingested.Read read = read().getFirst();
    ArtifactId image = ArtifactId.of("abc".getBytes(UTF_8));
    ArtifactId script = ArtifactId.of("restart".getBytes(UTF_8));

    assertThat(read.missing()).isEmpty();
    assertThat(read.memory().text())
        .contains("![graph](../img/a%20b.png) and")
        .endsWith(
            "\n\n## Attachments\n\n- [../img/a%20b.png](../img/a%20b.png) "
                + image
                + "\n- [../fix.sh](../fix.sh) "
                + script);
    assertThat(artifacts.get(image)).hasValue("abc".getBytes(UTF_8));
    assertThat(artifacts.exists(script)).isTrue();
    assertThat(read()).containsExactly(read);
  }

  @Test
  void nothingOutsideOfTheFolderAndNothingHiddenIsTaken() throws IOException {
    Files.writeString(outside.resolve("secret"), "secret");
    write(".env", "password");
    Files.createSymbolicLink(folder.resolve("way"), outside);
    write("page.md", "# a\n\n[a](../secret) [b](way/secret) [c](.env) [d](%zz)");
    Ingested.Read read = read().getFirst();

    assertThat(read.missing())
        .containsExactly(
            "attachment ../secret", "attachment way/secret", "attachment .env", "attachment %zz");
    assertThat(read.memory().text()).doesNotContain("Attachments");
  }

  @Test
  void addressesAndOtherPagesAreNoAttachments() throws IOException {
    write("other.md", "# other");
    write(
        "page.md",
        "# a\n\n"
            + "[a](https://x.example/a.png) [b](/a.png) [c](#top) [d](other.md#x)"
            + " [e](mailto:a@b)");

    assertThat(read()).allSatisfy(one -> assertThat(one.missing()).isEmpty());
  }

  @Test
  void whatIsTooLargeIsSaidAndThePageIsRead() throws IOException {
    write("large.png", "12345678901");
    write("page.md", "# a\n\n![x](large.png)");

    assertThat(read().getFirst().missing())
        .containsExactly("attachment large.png (artifact: must have at most 10 bytes, got more)");
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private List<Ingested.Read> read() {
    List<Ingested.Read> all = new ArrayList<>();
    files.read(folder, one -> all.add((Ingested.Read) one));
    return all;
  }
}
