package io.runbookmemory.lucene.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnmappedDirectoryTest {

  private static final int SIZE = 100_000;

  @TempDir Path path;

  @AfterEach
  void forgetInterrupt() {
    Thread.interrupted();
  }

  private void write(Directory directory, String name) throws IOException {
    try (IndexOutput output = directory.createOutput(name, IOContext.DEFAULT)) {
      for (int i = 0; i < SIZE; i++) {
        output.writeInt(i);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"_0_x.vec,false", "_0.fdt,false", "_0_x.vex,true", "_0.cfs,true"})
  void theLargestFilesAloneAreNotMapped(String name, boolean mapped) throws IOException {
    Path maps = Path.of("/proc/self/maps");
    assumeTrue(Files.exists(maps), "what is mapped is told by Linux alone");
    try (Directory directory = new UnmappedDirectory(path)) {
      write(directory, name);
      try (IndexInput input = directory.openInput(name, IOContext.DEFAULT)) {
        input.seek(4L * (SIZE - 1));
        assertThat(input.readInt()).isEqualTo(SIZE - 1);
        assertThat(Files.readString(maps).contains("/" + name)).isEqualTo(mapped);
      }
    }
  }

  @Test
  void aThreadThatIsInterruptedReadsAndClosesNothingForOthers() throws Exception {
    try (Directory directory = new UnmappedDirectory(path)) {
      write(directory, "_0.vec");
      try (IndexInput input = directory.openInput("_0.vec", IOContext.DEFAULT)) {
        Thread.currentThread().interrupt();
        IndexInput mine = input.clone();
        mine.seek(40_000);
        assertThat(mine.readInt()).isEqualTo(10_000);
        assertThat(Thread.interrupted()).isTrue();

        IndexInput theirs = input.clone();
        theirs.seek(80_000);
        assertThat(theirs.readInt()).isEqualTo(20_000);
      }
    }
  }
}
