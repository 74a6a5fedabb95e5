package io.runbookmemory.connectors.ingest;

import io.runbookmemory.connectors.file.SourceFile;
import io.runbookmemory.connectors.jsonl.MemoryLineReader;
import io.runbookmemory.connectors.markdown.MarkdownReader;
import io.runbookmemory.connectors.markdown.MarkdownRunbookReader;
import io.runbookmemory.connectors.resource.ResourceFiles;
import io.runbookmemory.connectors.resource.ResourceFormat;
import io.runbookmemory.connectors.rules.AlertRuleFiles;
import io.runbookmemory.error.ArmException;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryBuilder;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.memory.json.MemoryJson;
import io.runbookmemory.store.artifact.ArtifactStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads memories from files: runbooks and postmortems from Markdown ({@code *.md}, {@code
 * *.markdown}), memories and the documents of a corpus from JSON Lines ({@code *.jsonl}, {@code
 * *.ndjson}), alerts from Prometheus rule files ({@code *.yaml}, {@code *.yml}), and resource facts
 * from what {@link ResourceFormat} lists ({@code *.yaml}, {@code *.yml}, {@code *.json}, {@code
 * *.csv}, {@code *.prom}); the last two are known by their content. One document that is wrong is
 * refused with its place and never stops the others. Thread-safe.
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
          + " facts or alerting rules, got none that it looks like";

  private static final int SNIFFED_BYTES = 8 * 1024;

  private final MemoryJson.Defaults defaults;
  private final MarkdownReader markdown;
  private final MemoryLineReader lines;
  private final ResourceFiles resources;
  private final AlertRuleFiles rules;
  private final @Nullable ResourceFormat told;
  private final @Nullable GitCheckout checkout;
  private final @Nullable Attachments attachments;

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
    this(defaults, format, null, null);
  }

  private MemoryFiles(
      MemoryJson.Defaults defaults,
      @Nullable ResourceFormat format,
      @Nullable GitCheckout checkout,
      @Nullable Attachments attachments) {
    this.defaults = defaults;
    this.markdown = new MarkdownReader(defaults);
    this.lines = new MemoryLineReader(defaults);
    this.resources = new ResourceFiles(defaults);
    this.rules = new AlertRuleFiles(defaults);
    this.told = format;
    this.checkout = checkout;
    this.attachments = attachments;
  }

  /**
   * Returns a reader that takes keys and times of pages and rules from a work tree of git: a path
   * below its root, and the time of the last commit as that of creation and, for what has none of
   * its own, of verification.
   *
   * @param checkout the work tree that everything stands in that is read
   * @return a reader that does everything else as this one
   */
  public MemoryFiles in(GitCheckout checkout) {
    return new MemoryFiles(defaults, told, checkout, attachments);
  }

  /**
   * Returns a reader that keeps what pages link to: the files that stand below the folder that is
   * read, or below the root of the work tree. A list of them with their hashes follows the text.
   *
   * @param artifacts where they go
   * @return a reader that does everything else as this one
   */
  public MemoryFiles keeping(ArtifactStore artifacts) {
    return new MemoryFiles(defaults, told, checkout, new Attachments(artifacts));
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
    read(path, new RunbookAddresses(), sink, progress);
  }

  /**
   * Hands over all memories of a file or folder, one at a time and in order, but alerts at the end:
   * each with an arrow to the runbook that its {@code runbook_url} names, where that is known.
   *
   * @param path a file or folder
   * @param runbooks those that are known already; takes those that are read
   * @param sink takes each document that was read or refused; what it throws ends the reading
   * @param progress is told after each document how many of {@link #bytes} were read so far
   */
  public void read(
      Path path, RunbookAddresses runbooks, Consumer<Ingested> sink, LongConsumer progress) {
    Handover documents = new Handover(root(path), runbooks, sink);
    long done = 0;
    for (FileTree.Entry entry : entries(path)) {
      switch (entry) {
        case FileTree.Entry.Lost lost -> documents.accept(lost.refusal());
        case FileTree.Entry.Found found -> {
          long before = done;
          readFile(found, documents, consumed -> progress.accept(before + consumed));
          done += size(found.file());
          progress.accept(done);
        }
      }
    }
    documents.finish();
  }

  private Path root(Path path) {
    if (checkout != null) {
      return checkout.root();
    }
    Path whole = path.toAbsolutePath();
    return Files.isDirectory(path) ? whole : Objects.requireNonNullElse(whole.getParent(), whole);
  }

  private String key(FileTree.Entry.Found found) {
    return checkout == null ? found.key() : checkout.key(found.file());
  }

  /** A runbook that was committed was read by somebody; an incident has times of its own. */
  private Memory dated(Memory memory, Path file) {
    if (checkout == null) {
      return memory;
    }
    Instant committed = checkout.committed(file).orElse(null);
    Instant created = committed == null ? checkout.written(file).orElse(defaults.at()) : committed;
    MemoryBuilder dated = memory.toBuilder().createdAt(created).updatedAt(created);
    return committed != null
            && memory.content() instanceof Runbook
            && memory.times().lastVerifiedAt() == null
        ? dated.lastVerifiedAt(committed).build()
        : dated.build();
  }

  private void readFile(FileTree.Entry.Found found, Handover sink, LongConsumer progress) {
    Path file = found.file();
    if (isBinary(file)) {
      sink.accept(
          new Ingested.Refused(
              file.toString(), "must be UTF-8 text, got NUL bytes: a binary file, or UTF-16"));
      return;
    }
    switch (found.kind()) {
      case MARKDOWN -> sink.accept(readMarkdown(found, sink.root()));
      case JSON_LINES -> readLines(file, sink, progress);
      case RESOURCES -> {
        if (told == null && AlertRuleFiles.isOne(file)) {
          readRules(found, sink);
        } else {
          readResources(file, sink);
        }
      }
    }
  }

  private void readRules(FileTree.Entry.Found found, Handover sink) {
    List<AlertRuleFiles.Outcome> outcomes;
    try {
      outcomes = rules.read(found.file(), key(found));
    } catch (ArmException e) {
      sink.accept(Ingested.Refused.of(e));
      return;
    }
    for (AlertRuleFiles.Outcome outcome : outcomes) {
      switch (outcome) {
        case AlertRuleFiles.Outcome.Read read ->
            sink.alert(new Ingested.Read(dated(read.memory(), found.file()), read.place()));
        case AlertRuleFiles.Outcome.Refused refused ->
            sink.accept(Ingested.Refused.of(refused.fault()));
      }
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

  private Ingested readMarkdown(FileTree.Entry.Found found, Path root) {
    Path file = found.file();
    List<String> missing = new ArrayList<>();
    Attachments kept = attachments;
    try {
      MarkdownReader.Read read =
          markdown.read(
              file, key(found), text -> kept == null ? text : kept.keep(root, file, text, missing));
      missing.addAll(read.missing());
      return new Ingested.Read(dated(read.memory(), file), file.toString(), missing);
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
