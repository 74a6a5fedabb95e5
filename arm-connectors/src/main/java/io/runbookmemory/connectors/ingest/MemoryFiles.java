package io.runbookmemory.connectors.ingest;

import io.runbookmemory.connectors.file.SourceFile;
import io.runbookmemory.connectors.jsonl.MemoryLineReader;
import io.runbookmemory.connectors.markdown.MarkdownRunbookReader;
import io.runbookmemory.connectors.resource.ResourceFiles;
import io.runbookmemory.connectors.resource.ResourceFormat;
import io.runbookmemory.error.ArmException;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.memory.json.MemoryJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads memories from files: runbooks from Markdown ({@code *.md}, {@code *.markdown}), memories
 * and the documents of a corpus from JSON Lines ({@code *.jsonl}, {@code *.ndjson}), and resource
 * facts from what {@link ResourceFormat} lists ({@code *.yaml}, {@code *.yml}, {@code *.json},
 * {@code *.csv}, {@code *.prom}, known by their content). One document that is wrong is refused
 * with its place and never stops the others. Thread-safe.
 *
 * <p>A folder is read with all folders in it, in the order of names. Left out are files of other
 * kinds, names that begin with a dot, links to folders, and pages about the folder itself: those
 * called README, CONTRIBUTING, CHANGELOG, LICENSE or CODE_OF_CONDUCT, whatever follows their first
 * dot. A file that is named by itself is read whatever its name, and refused if its kind is none of
 * the above.
 *
 * <p>A memory is named by the source and by a key that does not change from run to run: for a
 * Markdown file its path below the folder that is read, for a document its id.
 */
public final class MemoryFiles {

  /** The largest document that is read, in bytes: a Markdown file, or a line of JSON. */
  public static final int MAX_DOCUMENT_BYTES = MarkdownRunbookReader.MAX_BYTES;

  private static final String UNKNOWN_RESOURCE =
      "must hold "
          + Arrays.stream(ResourceFormat.values())
              .map(ResourceFormat::word)
              .collect(Collectors.joining(", "))
          + " facts, got none that it looks like";

  private static final int SNIFFED_BYTES = 8 * 1024;

  private final MarkdownRunbookReader markdown;
  private final MemoryLineReader lines;
  private final ResourceFiles resources;
  private final @Nullable ResourceFormat told;

  /**
   * Creates a reader that takes each file for what its name and content say.
   *
   * @param defaults tenant, source, time of creation and the allowed environments
   */
  public MemoryFiles(MemoryJson.Defaults defaults) {
    this(defaults, null);
  }

  /**
   * Creates a reader of resource facts.
   *
   * @param defaults tenant, source, time of creation and the allowed environments
   * @param format how all files are written, whatever they are called; null for a reader that takes
   *     each for what its name and content say
   */
  public MemoryFiles(MemoryJson.Defaults defaults, @Nullable ResourceFormat format) {
    this.markdown = new MarkdownRunbookReader(defaults);
    this.lines = new MemoryLineReader(defaults);
    this.resources = new ResourceFiles(defaults);
    this.told = format;
  }

  private List<FileTree.Entry> entries(Path path) {
    return FileTree.entries(path, told == null ? null : FileKind.RESOURCES);
  }

  /**
   * Returns how much there is to read, for a progress bar.
   *
   * @param path a file or folder
   * @return bytes; 0 if there is nothing that can be read
   */
  public long bytes(Path path) {
    long bytes = 0;
    for (FileTree.Entry entry : entries(path)) {
      if (entry instanceof FileTree.Entry.Found found) {
        bytes += size(found.file());
      }
    }
    return bytes;
  }

  /**
   * Hands over all memories of a file or folder, one at a time and in order.
   *
   * @param path a file or folder
   * @param sink takes each document that was read or refused; what it throws ends the reading
   */
  public void read(Path path, Consumer<Ingested> sink) {
    read(path, sink, done -> {});
  }

  /**
   * Hands over all memories of a file or folder, one at a time and in order.
   *
   * @param path a file or folder
   * @param sink takes each document that was read or refused; what it throws ends the reading
   * @param progress is told after each document how many of {@link #bytes} were read so far
   */
  public void read(Path path, Consumer<Ingested> sink, LongConsumer progress) {
    long done = 0;
    for (FileTree.Entry entry : entries(path)) {
      switch (entry) {
        case FileTree.Entry.Lost lost -> sink.accept(lost.refusal());
        case FileTree.Entry.Found found -> {
          long before = done;
          readFile(found, sink, consumed -> progress.accept(before + consumed));
          done += size(found.file());
          progress.accept(done);
        }
      }
    }
  }

  private void readFile(
      FileTree.Entry.Found found, Consumer<Ingested> sink, LongConsumer progress) {
    Path file = found.file();
    if (isBinary(file)) {
      sink.accept(
          new Ingested.Refused(
              file.toString(), "must be UTF-8 text, got NUL bytes: a binary file, or UTF-16"));
      return;
    }
    switch (found.kind()) {
      case MARKDOWN -> sink.accept(readMarkdown(found));
      case JSON_LINES -> readLines(file, sink, progress);
      case RESOURCES -> readResources(file, sink);
    }
  }

  private void readResources(Path file, Consumer<Ingested> sink) {
    Optional<ResourceFormat> format =
        Optional.ofNullable(told).or(() -> ResourceFormat.detect(file));
    if (format.isEmpty()) {
      sink.accept(new Ingested.Refused(file.toString(), UNKNOWN_RESOURCE));
      return;
    }
    List<ResourceFiles.Read> facts;
    try {
      facts = resources.read(file, format.get());
    } catch (ArmException e) {
      sink.accept(Ingested.Refused.of(e));
      return;
    }
    facts.forEach(fact -> sink.accept(new Ingested.Read(fact.memory(), fact.place())));
  }

  private Ingested readMarkdown(FileTree.Entry.Found found) {
    try {
      return new Ingested.Read(markdown.read(found.file(), found.key()), found.file().toString());
    } catch (ArmException e) {
      return Ingested.Refused.of(e);
    }
  }

  private void readLines(Path file, Consumer<Ingested> sink, LongConsumer progress) {
    boolean empty = true;
    try (BoundedLines input = new BoundedLines(file, MAX_DOCUMENT_BYTES)) {
      while (input.next()) {
        Optional<Ingested> document = readLine(input);
        document.ifPresent(sink);
        empty &= document.isEmpty();
        progress.accept(input.consumed());
      }
    } catch (IOException e) {
      sink.accept(Ingested.Refused.of(SourceFile.unreadable(file, e)));
      return;
    }
    if (empty) {
      sink.accept(new Ingested.Refused(file.toString(), "must not be empty"));
    }
  }

  /** Returns what became of a line; nothing if it is blank. */
  private Optional<Ingested> readLine(BoundedLines input) {
    try {
      String line = input.text();
      return line.isEmpty()
          ? Optional.empty()
          : Optional.of(new Ingested.Read(lines.read(line), input.place()));
    } catch (InvalidInputException e) {
      return Optional.of(Ingested.Refused.at(input.place(), e));
    }
  }

  /** A binary file is told once, not once a line. */
  private static boolean isBinary(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      for (byte one : in.readNBytes(SNIFFED_BYTES)) {
        if (one == 0) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return false; // whoever reads on meets the same fault, and tells it
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0; // the same
    }
  }
}
