package io.runbookmemory.connectors.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.json.MemoryJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitCheckoutTest {

  private static final Instant NOW = Instant.parse("2026-11-12T12:00:00Z");
  private static final Instant FIRST = Instant.parse("2024-01-02T03:04:05Z");
  private static final Instant SECOND = Instant.parse("2025-06-07T08:09:10Z");

  @TempDir private Path folder;
  private Path repository;

  @BeforeEach
  void commit() throws IOException, InterruptedException {
    repository = Files.createDirectories(folder.resolve("ops"));
    git(FIRST, "init", "-q");
    write("docs/a b\u00e9.md", "# a");
    write("docs/b.md", "# b");
    git(FIRST, "add", ".");
    git(FIRST, "commit", "-q", "-m", "first");
    write("docs/b.md", "# b\n\nmore");
    git(SECOND, "commit", "-q", "-a", "-m", "second");
    write("docs/c.md", "---\nlast_verified: 2020-01-01\n---\n# c");
  }

  private void git(Instant at, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git", "-c", "user.name=a", "-c"));
    command.add("user.email=a@example.org");
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder git = new ProcessBuilder(command).directory(repository.toFile()).inheritIO();
    git.environment().put("GIT_AUTHOR_DATE", at.toString());
    git.environment().put("GIT_COMMITTER_DATE", at.toString());
    try {
      assertThat(git.start().waitFor()).isZero();
    } catch (IOException e) {
      assumeTrue(System.getenv("CI") != null, "git must be installed: " + e);
      throw e;
    }
  }

  private void write(String name, String text) throws IOException {
    Path file = repository.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static List<Memory> memories(GitCheckout checkout, Path path) {
    List<Memory> memories = new ArrayList<>();
    new MemoryFiles(
            new MemoryJson.Defaults(Tenant.DEFAULT, checkout.name(), NOW, Environments.DEFAULT))
        .in(checkout)
        .read(path, one -> memories.add(((Ingested.Read) one).memory()));
    return memories;
  }

  @Test
  void aFileIsCalledByItsPathInTheRepositoryFromWhereverItIsRead() {
    Path docs = repository.resolve("docs");
    GitCheckout whole = GitCheckout.of(repository).orElseThrow();
    GitCheckout below = GitCheckout.of(docs).orElseThrow();

    assertThat(whole.name()).isEqualTo("ops");
    assertThat(memories(whole, repository))
        .map(memory -> memory.provenance().key())
        .containsExactly("docs/a b\u00e9.md", "docs/b.md", "docs/c.md");
    assertThat(memories(below, docs)).isEqualTo(memories(whole, repository));
    assertThat(memories(below, docs.resolve("b.md")))
        .containsExactly(memories(whole, repository).get(1));
  }

  @Test
  void theLastCommitIsWhenAPageWasMadeAndVerified() {
    List<Memory> memories = memories(GitCheckout.of(repository).orElseThrow(), repository);

    assertThat(memories)
        .map(memory -> memory.times().createdAt())
        .containsExactly(FIRST, SECOND, NOW);
    assertThat(memories)
        .map(memory -> memory.times().lastVerifiedAt())
        .containsExactly(FIRST, SECOND, Instant.parse("2020-01-01T00:00:00Z"));
  }

  @Test
  void withoutGitTheTimesAreThoseOfTheFilesAndItIsSaid() throws IOException {
    Files.setLastModifiedTime(repository.resolve("docs/b.md"), FileTime.from(SECOND));
    GitCheckout checkout = GitCheckout.of(repository, "git-that-is-not-there").orElseThrow();

    assertThat(checkout.remark().orElseThrow())
        .startsWith(repository + ": times are those of the files, not of commits: ");
    Memory memory = memories(checkout, repository.resolve("docs/b.md")).getFirst();
    assertThat(memory.times().createdAt()).isEqualTo(SECOND);
    assertThat(memory.times().lastVerifiedAt()).isNull();
    assertThat(memory.provenance().key()).isEqualTo("docs/b.md");
  }

  @Test
  void aRepositoryThatGitRefusesIsSaid() throws IOException {
    Path broken = Files.createDirectories(folder.resolve("broken"));
    Files.writeString(broken.resolve(".git"), "gitdir: nowhere");

    assertThat(GitCheckout.of(broken).orElseThrow().remark().orElseThrow())
        .contains("git log ended with status");
  }

  @Test
  void aFolderOutsideOfGitIsNoCheckout() {
    assertThat(GitCheckout.of(folder)).isEmpty();
  }
}
