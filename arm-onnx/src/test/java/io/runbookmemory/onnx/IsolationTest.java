package io.runbookmemory.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the native libraries do to the host: no socket, no setting left behind, no home needed. */
class IsolationTest {

  @TempDir Path temp;

  @Test
  void onTheClassPathNoSocketIsOpenedAndNoSettingStays() throws IOException {
    Path home = Files.createDirectory(temp.resolve("home"));
    List<String> facts = ForkedJvm.onClassPath("embed", "-Duser.home=" + home);
    assertThat(facts).contains("module=null");
    assertEmbeddedQuietly(facts);
  }

  @Test
  void onTheModulePathToo() {
    List<String> facts = ForkedJvm.onModulePath("embed");
    assertThat(facts).contains("module=io.runbookmemory.onnx");
    assertEmbeddedQuietly(facts);
  }

  /** If this fails, the tests above prove nothing. */
  @Test
  void theTrapCatchesTheTokenizerLibrarysOwnCallHome() {
    assertThat(ForkedJvm.onClassPath("call-home"))
        .anyMatch(fact -> fact.startsWith("stopped=") && fact.contains("no network here"))
        .contains("sockets=1");
  }

  @Test
  void aHomeThatCannotBeWrittenIsNotNeededAndNothingUnpackedStays() throws IOException {
    Path home = Files.writeString(temp.resolve("home"), "a file");
    Path tmp = Files.createDirectory(temp.resolve("tmp"));
    assertEmbeddedQuietly(
        ForkedJvm.onClassPath("embed", "-Duser.home=" + home, "-Djava.io.tmpdir=" + tmp));
    try (Stream<Path> left = Files.list(tmp)) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.contains("djl") || name.contains("tokenizers"));
    }
  }

  @Test
  void aCacheFolderOfTheHostIsUsed() throws IOException {
    Path cache = temp.resolve("cache");
    assertThat(ForkedJvm.onClassPath("embed", "-DENGINE_CACHE_DIR=" + cache))
        .contains("dimension=384", "ENGINE_CACHE_DIR=" + cache);
    try (Stream<Path> files = Files.walk(cache)) {
      assertThat(files).anyMatch(Files::isRegularFile);
    }
  }

  @Test
  void aFolderThatCannotBeUnpackedToIsNamed() throws IOException {
    Path file = Files.writeString(temp.resolve("tmp"), "a file");
    assertThat(ForkedJvm.onClassPath("embed", "-Duser.home=" + file, "-Djava.io.tmpdir=" + file))
        .anyMatch(
            fact -> fact.startsWith("refused=ONNX Runtime: ") && fact.contains("java.io.tmpdir"))
        .contains("degraded=[LEXICAL_ONLY]");
  }

  @Test
  void aTokenizerCacheThatCannotBeUsedIsRefused() throws IOException {
    Path file = Files.writeString(temp.resolve("cache"), "a file");
    assertThat(ForkedJvm.onClassPath("embed", "-DENGINE_CACHE_DIR=" + file))
        .anyMatch(
            fact ->
                fact.startsWith("refused=DJL tokenizers: ") && fact.contains("ENGINE_CACHE_DIR"))
        .contains("degraded=[LEXICAL_ONLY]", "sockets=0", "settingsKept=true");
  }

  private static void assertEmbeddedQuietly(List<String> facts) {
    assertThat(facts)
        .contains(
            "dimension=384",
            "passages=2",
            "sockets=0",
            "context=true",
            "RUST_FLAVOR=null",
            "ENGINE_CACHE_DIR=null",
            "ai.djl.offline=null",
            "settingsKept=true");
  }
}
