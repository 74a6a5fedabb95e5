package io.runbookmemory.lucene.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.MMapDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitDirectoryTest {

  @TempDir Path temp;

  private static void write(Directory directory) throws IOException {
    try (IndexOutput output = directory.createOutput("from", IOContext.DEFAULT)) {
      output.writeString("words");
    }
  }

  private static String read(Directory directory) throws IOException {
    try (IndexInput input = directory.openInput("to", IOContext.READONCE)) {
      return input.readString();
    }
  }

  private static Object place(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  @Test
  void aFileOfTheSameFileSystemIsLinkedAndOutlivesTheOther() throws IOException {
    Path there = temp.resolve("there");
    Path here = temp.resolve("here");
    try (Directory from = new MMapDirectory(there);
        Directory to = CommitDirectory.over(new MMapDirectory(here))) {
      write(from);
      to.copyFrom(from, "from", "to", IOContext.DEFAULT);
      to.sync(List.of("to"));
      assertThat(place(here.resolve("to"))).isEqualTo(place(there.resolve("from")));
      from.deleteFile("from");
      assertThat(read(to)).isEqualTo("words");
    }
  }

  @Test
  void whatCannotBeLinkedIsCopied() throws IOException {
    try (Directory from = new ByteBuffersDirectory();
        Directory to = CommitDirectory.over(new MMapDirectory(temp))) {
      write(from);
      to.copyFrom(from, "from", "to", IOContext.DEFAULT);
      to.sync(List.of("to"));
      assertThat(read(to)).isEqualTo("words");
    }
    assertThat(temp.resolve("to")).exists();
  }
}
