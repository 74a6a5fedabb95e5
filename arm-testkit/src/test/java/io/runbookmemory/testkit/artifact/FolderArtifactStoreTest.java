package io.runbookmemory.testkit.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.runbookmemory.error.CorruptStoreException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.store.artifact.ArtifactStore;
import io.runbookmemory.store.artifact.FolderArtifactStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderArtifactStoreTest implements ArtifactStoreContract {

  @TempDir private Path folder;

  @Override
  public ArtifactStore artifacts(long maxBytes) {
    return FolderArtifactStore.open(folder.resolve("artifacts"), maxBytes);
  }

  @Test
  void anArtifactIsAFileBelowItsFirstTwoDigitsAndNothingElseStays() throws IOException {
    artifacts(3).put("abc".getBytes(UTF_8));
    artifacts(3).put("abc".getBytes(UTF_8));
    assertThatExceptionOfType(RuntimeException.class)
        .isThrownBy(() -> artifacts(3).put("abcd".getBytes(UTF_8)));

    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> kept = files.filter(Files::isRegularFile).toList();
      assertThat(kept)
          .containsExactly(folder.resolve("artifacts").resolve("ba").resolve(ABC.sha256()));
    }
  }

  @Test
  void bytesThatChangedOnTheDiskAreNotHandedOut() throws IOException {
    artifacts(3).put("abc".getBytes(UTF_8));
    Path file = folder.resolve("artifacts").resolve("ba").resolve(ABC.sha256());
    Files.writeString(file, "abd");

    assertThatExceptionOfType(CorruptStoreException.class)
        .isThrownBy(() -> artifacts(3).get(ABC))
        .withMessageContaining("delete it and put it again");
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(() -> FolderArtifactStore.open(file.resolve("x")))
        .withMessageContaining(file.resolve("x").toString());
  }
}
